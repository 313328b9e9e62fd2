package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.ApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** What a caller shows at the door, told apart by its form alone and not yet checked. */
sealed interface Credential {

    /** A yacht's secret token. */
    record Token(String secret) implements Credential {
        @Override
        public String toString() {
            return "Token[hidden]";
        }
    }

    /** A signed request. */
    record Signed(SignedHeader header) implements Credential {}

    /** A user's JWT. */
    record Jwt(String token) implements Credential {
        @Override
        public String toString() {
            return "Jwt[hidden]";
        }
    }

    /** A program's key. */
    record Key(String secret) implements Credential {
        @Override
        public String toString() {
            return "Key[hidden]";
        }
    }

    String BEARER = "bearer ";

    /**
     * The one credential in the headers; empty for none. A bearer token is a JWT when it has three parts, an API key
     * when it begins like one, and else a yacht's token: clients made for other services can send nothing but a
     * bearer token.
     *
     * @throws ProblemException 401 for several: which one counts is nothing to guess about
     */
    static Optional<Credential> in(HttpHeaders headers) {
        List<Credential> found = new ArrayList<>();
        for (String value : headers.getOrEmpty(IdentityFilter.SIGNATURE_HEADER)) {
            found.add(SignedHeader.looksLike(value) ? new Signed(SignedHeader.parse(value)) : new Token(value));
        }
        for (String value : headers.getOrEmpty(HttpHeaders.AUTHORIZATION)) {
            found.add(authorization(value));
        }
        for (String value : headers.getOrEmpty(ApiKey.HEADER)) {
            found.add(new Key(value.strip()));
        }
        if (found.size() > 1) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED,
                    "Send one credential, once: X-Yacht-Signature, Authorization or X-API-Key.");
        }
        return found.stream().findFirst();
    }

    private static Credential authorization(String value) {
        if (!value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED, "The Authorization header has to be of the form Bearer <token>.");
        }
        String token = value.substring(BEARER.length()).strip();
        if (token.startsWith(ApiKeys.PREFIX)) {
            return new Key(token);
        }
        return token.chars().filter(sign -> sign == '.').count() == 2 ? new Jwt(token) : new Token(token);
    }
}
