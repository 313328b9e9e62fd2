package io.celesteos.gateway.proxy;

import io.celesteos.contracts.client.ServiceGuard.Stay;
import io.celesteos.gateway.body.Upload;
import io.celesteos.gateway.downstream.Upstream;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Every path that is passed on. What is not in this table is not reachable from outside. */
final class RouteTable {

    /** Whose data a path is about. */
    enum Subject {
        /** A yacht's: the yacht of the credential is written into the request. */
        YACHT,
        /** Nobody's: texts go in and numbers come out. */
        NOBODY
    }

    /** @param patterns of {@code PathPattern}, matched as a whole */
    record Passage(Upstream to, Subject subject, List<String> patterns) {

        String id() {
            return to.serviceName();
        }
    }

    static final List<Passage> PASSAGES = List.of(
            new Passage(
                    Upstream.SEARCH,
                    Subject.YACHT,
                    List.of(
                            "/api/v1/search",
                            "/api/v1/documents",
                            "/api/v1/documents/**",
                            "/api/v1/jobs",
                            "/api/v1/jobs/**",
                            "/api/v1/workflows",
                            "/api/v1/workflows/**",
                            "/rag/**")),
            new Passage(
                    Upstream.EMBEDDING,
                    Subject.NOBODY,
                    List.of(
                            "/api/v1/embed",
                            "/api/v1/rerank",
                            "/api/v1/models",
                            "/v1/embeddings",
                            "/v1/models",
                            "/v1/models/*",
                            "/v1/rerank",
                            "/v2/rerank",
                            "/embed",
                            "/rerank",
                            "/info")),
            new Passage(Upstream.NLP, Subject.YACHT, List.of("/api/v1/extract", "/api/v1/extract/**")),
            new Passage(
                    Upstream.STREAMING,
                    Subject.YACHT,
                    List.of(
                            "/api/v1/stream",
                            "/api/v1/stream/ws",
                            "/api/v1/answer",
                            "/api/v1/chat",
                            "/v1/chat/completions")));

    private static final Set<String> STREAMS =
            Set.of("/api/v1/stream", "/api/v1/stream/ws", "/api/v1/chat", "/v1/chat/completions");

    private RouteTable() {}

    /** How long a request may be under way. */
    static Stay stay(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        boolean events = (path.startsWith("/api/v1/jobs/") || path.startsWith("/api/v1/workflows/runs/"))
                && path.endsWith("/events");
        return events || STREAMS.contains(path) || Upload.is(request) ? Stay.LASTING : Stay.BRIEF;
    }
}
