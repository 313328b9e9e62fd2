package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import org.springframework.web.server.ServerWebExchange;

/** Whose request an exchange is. */
public final class SignedIn {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    private SignedIn() {}

    static void as(ServerWebExchange exchange, Yacht yacht) {
        exchange.getAttributes().put(ATTRIBUTE, yacht);
    }

    /**
     * The yacht of the credential.
     *
     * @throws ProblemException 401 when nobody has signed in, so that a path that was left out of the access rules
     *     is closed and not open
     */
    public static Yacht yacht(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof Yacht yacht) {
            return yacht;
        }
        throw ProblemException.of(ProblemType.UNAUTHORIZED, SignIn.HOW);
    }
}
