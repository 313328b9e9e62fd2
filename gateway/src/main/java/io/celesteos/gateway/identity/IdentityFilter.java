package io.celesteos.gateway.identity;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a request in when it has the credential that its path asks for, and notes whose request it is. */
public final class IdentityFilter implements WebFilter, Ordered {

    public static final String SIGNATURE_HEADER = "X-Yacht-Signature";
    public static final String TOKEN_PARAMETER = "token";

    private final SignIn signIn;
    private final BlockingBridge bridge;
    private final @Nullable ApiKey operatorKey;

    IdentityFilter(SignIn signIn, BlockingBridge bridge, WebProperties web) {
        this.signIn = signIn;
        this.bridge = bridge;
        String key = web.apiKey();
        this.operatorKey = key == null || key.isBlank() ? null : new ApiKey(key);
    }

    /**
     * The signature in the header; null when there is none.
     *
     * @throws ProblemException 401 when there are several: which one counts is nothing to guess about
     */
    public static @Nullable String signature(ServerHttpRequest request) {
        List<String> given = request.getHeaders().getOrEmpty(SIGNATURE_HEADER);
        if (given.size() > 1) {
            throw ProblemException.of(ProblemType.UNAUTHORIZED, "Send the X-Yacht-Signature header once.");
        }
        return given.isEmpty() ? null : given.getFirst();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        return switch (Access.of(request.getMethod(), path)) {
            case OPEN, BY_BODY -> chain.filter(exchange);
            case OPERATOR ->
                operatorKey == null ? signedIn(exchange, chain, false) : withKey(exchange, chain, operatorKey, path);
            case STREAM -> signedIn(exchange, chain, true);
            case YACHT -> signedIn(exchange, chain, false);
        };
    }

    private Mono<Void> signedIn(ServerWebExchange exchange, WebFilterChain chain, boolean tokenWillDo) {
        return Mono.defer(() -> yacht(exchange, tokenWillDo)).flatMap(yacht -> {
            SignedIn.as(exchange, yacht);
            return chain.filter(exchange);
        });
    }

    private Mono<Yacht> yacht(ServerWebExchange exchange, boolean tokenWillDo) {
        ServerHttpRequest request = exchange.getRequest();
        String address = ClientAddress.of(request);
        String signature = signature(request);
        if (signature == null && tokenWillDo) {
            String token = request.getQueryParams().getFirst(TOKEN_PARAMETER);
            return bridge.call(exchange, () -> signIn.byStreamToken(token, address));
        }
        // The common case costs no thread: the signature was good a moment ago.
        Optional<Yacht> remembered = signature == null ? Optional.empty() : signIn.remembered(signature, address);
        Callable<Yacht> ask = () -> signIn.bySignature(signature, address);
        return remembered.map(Mono::just).orElseGet(() -> bridge.call(exchange, ask));
    }

    private Mono<Void> withKey(ServerWebExchange exchange, WebFilterChain chain, ApiKey key, String path) {
        return Mono.defer(() -> {
            ServerHttpRequest request = exchange.getRequest();
            signIn.operator(key, path, request.getHeaders().getFirst(ApiKey.HEADER), ClientAddress.of(request));
            return chain.filter(exchange);
        });
    }

    @Override
    public int getOrder() {
        return DoorOrder.IDENTITY;
    }
}
