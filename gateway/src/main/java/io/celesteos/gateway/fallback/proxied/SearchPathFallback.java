package io.celesteos.gateway.fallback.proxied;

import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.fallback.SearchFallback;
import io.celesteos.gateway.identity.SignIn;
import io.celesteos.gateway.identity.SignedIn;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/search} while the search-engine is down: the same document from the database. */
@Component
class SearchPathFallback implements PathFallback {

    private final SearchFallback search;
    private final JsonExchange json;
    private final BlockingBridge bridge;

    SearchPathFallback(SearchFallback search, JsonExchange json, BlockingBridge bridge) {
        this.search = search;
        this.json = json;
        this.bridge = bridge;
    }

    @Override
    public boolean covers(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && path.equals("/api/v1/search");
    }

    @Override
    public Mono<Void> answerInstead(ServerWebExchange exchange) {
        return json.read(exchange, SearchRequest.class)
                .flatMap(request -> bridge.call(exchange, () -> {
                    // Written in on the way here; a yacht's rows are worth a second look.
                    SignIn.requireSame(SignedIn.yacht(exchange), request.yachtId());
                    return found(search.searchInstead(request));
                }))
                .flatMap(response -> json.write(exchange, response));
    }

    private static SearchResponse found(Outcome<SearchResponse> outcome) {
        return switch (outcome) {
            case Outcome.Complete<SearchResponse> whole -> whole.value();
            case Outcome.Degraded<SearchResponse> part -> part.value();
            case Outcome.Unavailable<SearchResponse> none ->
                throw ProblemException.retryLater(
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        "The search-engine cannot be reached at the moment, and the database could not be searched"
                                + " instead. Try again in a few seconds.",
                        Duration.ofSeconds(5));
        };
    }
}
