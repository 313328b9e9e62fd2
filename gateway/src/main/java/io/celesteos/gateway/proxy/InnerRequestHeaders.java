package io.celesteos.gateway.proxy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.reactive.RequestContextWebFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What an inner service gets to see: a short list of headers, and the ones that only the gateway may set. A list
 * of what to take away would have to know every header that any service may ever trust.
 */
final class InnerRequestHeaders implements HttpHeadersFilter, Ordered {

    private static final List<String> PASSED_ON = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.USER_AGENT,
            "Idempotency-Key",
            "Last-Event-ID",
            "tracestate");

    private final @Nullable String apiKey;

    InnerRequestHeaders(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders inner = new HttpHeaders();
        for (String name : PASSED_ON) {
            List<String> values = input.get(name);
            if (values != null) {
                inner.addAll(name, values);
            }
        }
        RequestContext context = RequestContextWebFilter.of(exchange);
        inner.set(RequestContext.REQUEST_ID_HEADER, context.requestId());
        String trace = context.traceparent();
        if (trace != null) {
            inner.set(RequestContext.TRACEPARENT_HEADER, trace);
        }
        // Only what the caller asked for: a stream has no deadline of its own.
        if (exchange.getRequest().getHeaders().containsHeader(Deadline.HEADER)) {
            inner.set(
                    Deadline.HEADER,
                    Long.toString(Math.max(1, context.deadline().remaining().toMillis())));
        }
        if (apiKey != null) {
            inner.set(ApiKey.HEADER, apiKey);
        }
        return inner;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
