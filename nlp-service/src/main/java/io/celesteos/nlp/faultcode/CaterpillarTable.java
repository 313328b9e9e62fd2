package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.resource.TsvResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Caterpillar component (CID), event (EID) and module (MID) codes by name. Sources: SOURCES.md. Immutable. */
public final class CaterpillarTable {

    private final Map<String, String> names = new HashMap<>();

    private CaterpillarTable() {}

    public static CaterpillarTable load() {
        var table = new CaterpillarTable();
        TsvResource.read("/faultcodes/caterpillar.tsv")
                .rows()
                .forEach(row -> table.names.put(row.get("code"), row.get("description")));
        return table;
    }

    public int size() {
        return names.size();
    }

    /** The component, as the module names it where the table says so. */
    Optional<String> component(int cid) {
        return Optional.ofNullable(names.get("CID " + cid));
    }

    /** A component's failure as one module reports it. */
    Optional<String> diagnostic(@Nullable Integer mid, int cid, @Nullable Integer fmi) {
        return mid == null || fmi == null
                ? Optional.empty()
                : Optional.ofNullable(names.get("MID " + mid + " CID " + cid + " FMI " + fmi));
    }

    Optional<String> event(int eid) {
        return Optional.ofNullable(names.get("E" + eid));
    }
}
