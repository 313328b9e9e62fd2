package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.resource.TsvResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of SAE J1939 suspect parameter numbers (19 bits) and failure mode identifiers (5 bits; J1939-73, appendix A).
 * Sources: SOURCES.md. Immutable.
 */
public final class J1939Table {

    static final int LARGEST_SPN = (1 << 19) - 1;
    static final int LARGEST_FMI = 31;

    private final Map<Integer, String> parameters = new HashMap<>();
    private final Map<Integer, String> modes = new HashMap<>();

    private J1939Table() {}

    public static J1939Table load() {
        var table = new J1939Table();
        TsvResource.read("/faultcodes/j1939_spn.tsv")
                .rows()
                .forEach(row -> table.parameters.put(Integer.valueOf(row.get("spn")), row.get("name")));
        TsvResource.read("/faultcodes/j1939_fmi.tsv")
                .rows()
                .forEach(row -> table.modes.put(Integer.valueOf(row.get("fmi")), row.get("meaning")));
        return table;
    }

    public int size() {
        return parameters.size();
    }

    Optional<String> parameter(int spn) {
        return Optional.ofNullable(parameters.get(spn));
    }

    Optional<String> mode(int fmi) {
        return Optional.ofNullable(modes.get(fmi));
    }

    /** How bad a failure mode is by its definition; null where that depends on the parameter. */
    static @Nullable String severity(@Nullable Integer fmi) {
        if (fmi == null) {
            return null;
        }
        return switch (fmi) {
            case 0, 1 -> "high";
            case 16, 18 -> "medium";
            case 15, 17 -> "low";
            default -> null;
        };
    }
}
