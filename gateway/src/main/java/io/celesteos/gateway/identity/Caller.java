package io.celesteos.gateway.identity;

import io.celesteos.database.yachts.Yacht;
import java.util.Set;

/**
 * Who a credential says is asking.
 *
 * @param name for logs and limits, unique within the yacht: {@code signature}, {@code user:<subject>},
 *     {@code key:<id>}; never the credential
 * @param scopes what a {@link Kind#KEY} opens; the others open everything of their yacht
 */
public record Caller(Yacht yacht, Kind kind, String name, Set<Scope> scopes) {

    /** How it signed in. */
    enum Kind {
        /** With the yacht's own secret. */
        YACHT,
        /** As a person, with a JWT. */
        USER,
        /** As a program, with an API key. */
        KEY
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    static Caller yacht(Yacht yacht) {
        return new Caller(yacht, Kind.YACHT, "signature", Set.of());
    }

    static Caller user(Yacht yacht, String subject) {
        return new Caller(yacht, Kind.USER, "user:" + subject, Set.of());
    }
}
