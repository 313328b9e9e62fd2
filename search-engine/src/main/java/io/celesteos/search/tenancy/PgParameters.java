package io.celesteos.search.tenancy;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Values in PostgreSQL's own notation, for parameters that JDBC has no portable type for. */
public final class PgParameters {

    private PgParameters() {}

    /** For {@code any(cast(:ids as uuid[]))}: one parameter, however many ids. */
    public static String uuids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
