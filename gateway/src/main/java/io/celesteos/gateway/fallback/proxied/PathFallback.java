package io.celesteos.gateway.fallback.proxied;

import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers requests of one path while their service does not. */
public interface PathFallback {

    boolean covers(HttpMethod method, String path);

    /**
     * Whether the service begins to answer at once when it is well; one that first writes its whole answer is waited for
     * longer.
     */
    default boolean answersAtOnce() {
        return true;
    }

    /**
     * Writes the answer.
     *
     * @param exchange of a request that is the yacht's own; its body can be read as if for the first time
     */
    Mono<Void> answerInstead(ServerWebExchange exchange);
}
