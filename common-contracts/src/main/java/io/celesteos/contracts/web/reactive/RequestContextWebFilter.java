package io.celesteos.contracts.web.reactive;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.contracts.web.WebProperties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** First in the chain: makes the {@link RequestContext} and keeps it as an attribute of the exchange. */
public final class RequestContextWebFilter implements WebFilter, Ordered {

    private static final String ATTRIBUTE = RequestContext.class.getName();

    private final WebProperties properties;

    RequestContextWebFilter(WebProperties properties) {
        this.properties = properties;
    }

    /** The context of this exchange. */
    public static RequestContext of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE) instanceof RequestContext context ? context : RequestContext.current();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Function<String, @Nullable String> header = exchange.getRequest().getHeaders()::getFirst;
        try {
            open(exchange, RequestContext.fromHeaders(header, properties.deadline()));
        } catch (IllegalArgumentException badDeadline) {
            open(exchange, RequestContext.fromHeaders(header, Deadline.in(properties.deadline())));
            return Mono.error(ProblemException.invalidField(Deadline.HEADER, String.valueOf(badDeadline.getMessage())));
        }
        if (declaredTooLarge(exchange.getRequest())) {
            return Mono.error(ProblemException.of(
                    ProblemType.BODY_TOO_LARGE,
                    "Send at most " + properties.maxBody().toBytes() + " bytes in one JSON body."));
        }
        return chain.filter(exchange);
    }

    private static void open(ServerWebExchange exchange, RequestContext context) {
        exchange.getAttributes().put(ATTRIBUTE, context);
        var headers = exchange.getResponse().getHeaders();
        headers.set(RequestContext.REQUEST_ID_HEADER, context.requestId());
        exchange.getResponse().beforeCommit(() -> {
            context.timings().add("total", System.nanoTime() - context.startNanos());
            // A proxied answer brings its own stages and id; ours are joined to them, not merged twice.
            String upstream = headers.getFirst(StageTimings.HEADER);
            String own = context.timings().header();
            headers.set(
                    StageTimings.HEADER, upstream == null ? own : upstream.replace("total;", "upstream;") + ", " + own);
            headers.set(RequestContext.REQUEST_ID_HEADER, context.requestId());
            return Mono.empty();
        });
    }

    private boolean declaredTooLarge(ServerHttpRequest request) {
        var type = request.getHeaders().getContentType();
        boolean upload = type != null && type.getType().equals("multipart");
        return !upload
                && request.getHeaders().getContentLength()
                        > properties.maxBody().toBytes();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }
}
