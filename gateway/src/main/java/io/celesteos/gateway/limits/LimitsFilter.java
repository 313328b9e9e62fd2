package io.celesteos.gateway.limits;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorOrder;
import io.celesteos.gateway.identity.Caller;
import io.celesteos.gateway.identity.SignedIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts what every signed-in caller asks, before the body is read (but for the credentials that are in the body, or
 * sign it), and tells it how it stands.
 */
final class LimitsFilter implements WebFilter, Ordered {

    private final Limiter limiter;
    private final RequestCost costs;
    private final BlockingBridge bridge;

    LimitsFilter(Limiter limiter, RequestCost costs, BlockingBridge bridge) {
        this.limiter = limiter;
        this.costs = costs;
        this.bridge = bridge;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<Caller> caller = SignedIn.find(exchange);
        if (caller.isEmpty()) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        int cost = costs.of(request.getMethod(), request.getURI().getRawPath(), request.getHeaders());
        return bridge.whenDone(exchange, limiter.take(caller.get(), cost)).flatMap(standing -> {
            tell(exchange, standing);
            return standing.allowed() ? chain.filter(exchange) : Mono.error(refusal(standing));
        });
    }

    /** When the answer is about to leave, so that no service behind speaks for the gateway's limits. */
    private static void tell(ServerWebExchange exchange, Standing standing) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            boolean refused =
                    HttpStatus.TOO_MANY_REQUESTS.equals(exchange.getResponse().getStatusCode());
            String behind = headers.getFirst(Standing.REMAINING);
            standing.writeTo(headers);
            if (standing.allowed() && (refused || isLess(behind, standing.remaining()))) {
                // A service behind has a limit of its own, and that is the nearer one.
                headers.set(Standing.REMAINING, behind == null ? "0" : behind);
            }
            return Mono.empty();
        });
    }

    private static boolean isLess(@Nullable String count, long than) {
        return count != null && count.matches("\\d{1,18}") && Long.parseLong(count) < than;
    }

    private static ProblemException refusal(Standing standing) {
        String whose = standing.tightest().equals("key") ? "this credential" : "this yacht";
        return ProblemException.retryLater(
                ProblemType.RATE_LIMITED,
                "More was asked with " + whose + " than it may ask at a time. Wait as long as Retry-After says, or send"
                        + " requests more evenly: RateLimit in each answer tells what is left.",
                standing.after());
    }

    @Override
    public int getOrder() {
        return DoorOrder.LIMITS;
    }
}
