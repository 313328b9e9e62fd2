package io.celesteos.gateway.proxy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.identity.IdentityFilter;
import io.celesteos.gateway.identity.SignIn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Makes a query string the yacht's own: exactly one {@code yacht_id}, and no stream token. */
final class YachtInQuery {

    private YachtInQuery() {}

    /**
     * The address with {@code yacht_id} set, all other parameters as they were written.
     *
     * @throws ProblemException 400 when the query cannot be decoded or names no UUID, 403 when any of its
     *     {@code yacht_id}s is another yacht's
     */
    static URI write(URI address, Yacht yacht) {
        if (address.getRawQuery() == null) {
            // As most requests are: nothing to look at, and nothing to encode.
            return URI.create(address + "?" + YachtInBody.FIELD + "=" + yacht.id());
        }
        List<String> kept = new ArrayList<>();
        for (String pair : pairs(address.getRawQuery())) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.equals(YachtInBody.FIELD)) {
                SignIn.requireSame(yacht, value.isEmpty() ? null : YachtInBody.yachtId(value));
            } else if (!name.equals(IdentityFilter.TOKEN_PARAMETER)) {
                kept.add(pair);
            }
        }
        kept.add(YachtInBody.FIELD + "=" + yacht.id());
        return UriComponentsBuilder.fromUri(address)
                .replaceQuery(String.join("&", kept))
                .build(true)
                .toUri();
    }

    private static List<String> pairs(@Nullable String rawQuery) {
        return rawQuery == null || rawQuery.isEmpty()
                ? List.of()
                : List.of(rawQuery.split("&")).stream()
                        .filter(pair -> !pair.isEmpty())
                        .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "The query string holds a % that begins no valid escape.");
        }
    }
}
