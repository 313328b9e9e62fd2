package io.celesteos.gateway.identity;

import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.gateway.body.Upload;
import io.celesteos.gateway.body.WholeBody;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a request in when it has the credential that its path asks for, and notes whose request it is. */
public final class IdentityFilter implements WebFilter, Ordered {

    public static final String SIGNATURE_HEADER = "X-Yacht-Signature";
    public static final String TOKEN_PARAMETER = "token";

    private static final byte[] NO_BODY = new byte[0];

    private final SignIn signIn;
    private final BlockingBridge bridge;
    private final @Nullable ApiKey operatorKey;
    private final long maxBody;
    private final SignatureInBody inBody;
    private final Duration bodyTimeout;

    /** @param bodyTimeout longest time for a body that is read here though others would pass it on */
    IdentityFilter(
            SignIn signIn, BlockingBridge bridge, WebProperties web, SignatureInBody inBody, Duration bodyTimeout) {
        this.bodyTimeout = bodyTimeout;
        this.inBody = inBody;
        this.signIn = signIn;
        this.bridge = bridge;
        this.maxBody = web.maxBody().toBytes();
        String key = web.apiKey();
        this.operatorKey = key == null || key.isBlank() ? null : new ApiKey(key);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        return switch (Access.of(request.getMethod(), path)) {
            case OPEN -> chain.filter(exchange);
            case BY_BODY -> hasCredential(request) ? signedIn(exchange, chain, false) : byBody(exchange, chain);
            case OPERATOR ->
                operatorKey == null ? signedIn(exchange, chain, false) : withKey(exchange, chain, operatorKey, path);
            case STREAM -> signedIn(exchange, chain, true);
            case YACHT -> signedIn(exchange, chain, false);
        };
    }

    private Mono<Void> signedIn(ServerWebExchange exchange, WebFilterChain chain, boolean tokenWillDo) {
        return Mono.defer(() -> {
            Credential credential =
                    Credential.in(exchange.getRequest().getHeaders()).orElse(null);
            return credential instanceof Credential.Signed signed && mayHaveBody(exchange.getRequest())
                    ? withWholeBody(exchange, chain, signed)
                    : caller(exchange, credential, NO_BODY, tokenWillDo)
                            .flatMap(caller -> letIn(exchange, chain, caller));
        });
    }

    /** What is signed has to be read before anybody may use it. */
    private Mono<Void> withWholeBody(ServerWebExchange exchange, WebFilterChain chain, Credential.Signed signed) {
        ServerHttpRequest request = exchange.getRequest();
        return WholeBody.read(Upload.is(request) ? WholeBody.within(request, bodyTimeout) : request, maxBody)
                .flatMap(body -> caller(exchange, signed, body, false)
                        .flatMap(caller -> letIn(
                                exchange.mutate()
                                        .request(WholeBody.again(request, body))
                                        .build(),
                                chain,
                                caller)));
    }

    /** A body that shows no signature goes on as it came: whoever reads it says what is wrong with it. */
    private Mono<Void> byBody(ServerWebExchange exchange, WebFilterChain chain) {
        return WholeBody.read(exchange.getRequest(), maxBody).flatMap(body -> {
            ServerWebExchange again = exchange.mutate()
                    .request(WholeBody.again(exchange.getRequest(), body))
                    .build();
            return inBody.find(exchange.getRequest(), body)
                    .map(signature -> caller(exchange, new Credential.Token(signature), NO_BODY, false)
                            .flatMap(caller -> {
                                SignedIn.byBody(exchange);
                                return letIn(again, chain, caller);
                            }))
                    .orElseGet(() -> chain.filter(again));
        });
    }

    private static Mono<Void> letIn(ServerWebExchange exchange, WebFilterChain chain, Caller caller) {
        ServerHttpRequest request = exchange.getRequest();
        if (caller.kind() == Caller.Kind.KEY) {
            Scope.require(caller.scopes(), request.getMethod(), request.getURI().getRawPath());
        }
        SignedIn.as(exchange, caller);
        return chain.filter(exchange);
    }

    private Mono<Caller> caller(
            ServerWebExchange exchange, @Nullable Credential credential, byte[] body, boolean tokenWillDo) {
        ServerHttpRequest request = exchange.getRequest();
        String address = ClientAddress.of(request);
        if (credential == null && tokenWillDo) {
            String token = request.getQueryParams().getFirst(TOKEN_PARAMETER);
            return bridge.call(exchange, () -> signIn.byStreamToken(token, address));
        }
        // The common case costs no thread: the signature was good a moment ago.
        return signIn.remembered(credential, address)
                .map(Mono::just)
                .orElseGet(() -> bridge.call(exchange, () -> signIn.by(credential, body, address)));
    }

    private static boolean hasCredential(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.containsHeader(SIGNATURE_HEADER)
                || headers.containsHeader(HttpHeaders.AUTHORIZATION)
                || headers.containsHeader(ApiKey.HEADER);
    }

    private static boolean mayHaveBody(ServerHttpRequest request) {
        return !request.getMethod().equals(HttpMethod.GET)
                && !request.getMethod().equals(HttpMethod.HEAD);
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
