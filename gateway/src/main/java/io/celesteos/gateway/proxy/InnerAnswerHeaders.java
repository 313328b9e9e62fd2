package io.celesteos.gateway.proxy;

import io.celesteos.contracts.request.RequestContext;
import java.util.List;
import java.util.Locale;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Takes from an inner service's answer what the gateway says itself, and what is nobody's business outside. */
final class InnerAnswerHeaders implements HttpHeadersFilter {

    private static final List<String> OURS = List.of(
            RequestContext.REQUEST_ID_HEADER,
            HttpHeaders.SERVER,
            "X-Powered-By",
            "Proxy-Connection",
            HttpHeaders.SET_COOKIE,
            HttpHeaders.VARY,
            HttpHeaders.WWW_AUTHENTICATE);

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders outer = new HttpHeaders();
        outer.putAll(input);
        OURS.forEach(outer::remove);
        List.copyOf(outer.headerNames()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .forEach(outer::remove);
        return outer;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
