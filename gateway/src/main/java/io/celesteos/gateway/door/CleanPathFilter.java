package io.celesteos.gateway.door;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses paths that two servers could read differently. No path of the suite needs any of these characters, so
 * that what is checked here is exactly what the service behind will route by.
 */
@Component
final class CleanPathFilter implements WebFilter, Ordered {

    /** Encoded slash, dot, backslash, semicolon, NUL and percent (a second decoding would turn it into one of them). */
    private static final List<String> TRICKS =
            List.of("//", ";", "\\", "%2f", "%2e", "%5c", "%3b", "%00", "%25", "/./", "/../");

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!METHODS.contains(exchange.getRequest().getMethod())) {
            exchange.getResponse().getHeaders().setAllow(Set.copyOf(METHODS));
            return Mono.error(ProblemException.of(
                    ProblemType.METHOD_NOT_ALLOWED, "Use GET, POST or DELETE as the API documents say."));
        }
        String path = exchange.getRequest().getURI().getRawPath();
        return isClean(path)
                ? chain.filter(exchange)
                : Mono.error(ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The path holds an empty or dotted segment, or an encoded slash, dot, semicolon or percent"
                                + " sign. Send the plain path."));
    }

    static boolean isClean(String rawPath) {
        String path = rawPath.toLowerCase(Locale.ROOT);
        return path.startsWith("/")
                && !path.endsWith("/.")
                && !path.endsWith("/..")
                && TRICKS.stream().noneMatch(path::contains);
    }

    @Override
    public int getOrder() {
        return DoorOrder.CLEAN_PATH;
    }
}
