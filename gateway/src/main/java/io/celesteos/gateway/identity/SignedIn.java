package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** Whose request an exchange is. */
public final class SignedIn {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    private static final String BY_BODY = ATTRIBUTE + ".body";

    private SignedIn() {}

    static void as(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }

    static void byBody(ServerWebExchange exchange) {
        exchange.getAttributes().put(BY_BODY, true);
    }

    /** Whether the credential was in the body, and not in a header. */
    public static boolean isByBody(ServerWebExchange exchange) {
        return exchange.getAttribute(BY_BODY) != null;
    }

    /** Who has signed in; empty on open paths, and where the credential is in the body. */
    public static Optional<Caller> find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** As {@link #yacht}, with the whole caller. */
    public static Caller caller(ServerWebExchange exchange) {
        return find(exchange).orElseThrow(() -> ProblemException.of(ProblemType.UNAUTHORIZED, SignIn.HOW));
    }

    /**
     * The yacht of the credential.
     *
     * @throws ProblemException 401 when nobody has signed in, so that a path that was left out of the access rules
     *     is closed and not open
     */
    public static Yacht yacht(ServerWebExchange exchange) {
        return caller(exchange).yacht();
    }
}
