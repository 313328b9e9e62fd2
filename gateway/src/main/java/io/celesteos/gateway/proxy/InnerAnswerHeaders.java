package io.celesteos.gateway.proxy;

import io.celesteos.contracts.request.RequestContext;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Takes from an inner service's answer what the gateway says itself, and what is nobody's business outside. */
final class InnerAnswerHeaders implements HttpHeadersFilter {

    private static final Set<String> OURS = Stream.of(
                    RequestContext.REQUEST_ID_HEADER,
                    HttpHeaders.SERVER,
                    "X-Powered-By",
                    "Proxy-Connection",
                    HttpHeaders.SET_COOKIE,
                    HttpHeaders.VARY,
                    HttpHeaders.WWW_AUTHENTICATE)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders outer = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isOurs(name.toLowerCase(Locale.ROOT))) {
                outer.put(name, values);
            }
        });
        return outer;
    }

    private static boolean isOurs(String name) {
        return OURS.contains(name) || name.startsWith("access-control-");
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
