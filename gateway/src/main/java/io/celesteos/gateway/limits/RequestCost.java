package io.celesteos.gateway.limits;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

/** What a request costs, told from its first lines alone: nothing of the body has been read by then. */
final class RequestCost {

    private static final Set<String> ANSWERS =
            Set.of("/api/v1/stream", "/api/v1/stream/ws", "/api/v1/answer", "/api/v1/chat", "/v1/chat/completions");

    private static final Set<String> TEXTS = Set.of(
            "/api/v1/embed",
            "/api/v1/rerank",
            "/v1/embeddings",
            "/v1/rerank",
            "/v2/rerank",
            "/embed",
            "/rerank",
            "/api/v1/extract/batch");

    private static final List<String> WRITTEN =
            List.of("/api/v1/documents", "/api/v1/jobs", "/api/v1/workflows", "/rag/reload");

    /** Of a body whose length is not told: as if it were so many parts. */
    private static final int UNTOLD_PARTS = 16;

    private final LimitsProperties.Costs costs;

    RequestCost(LimitsProperties.Costs costs) {
        this.costs = costs;
    }

    /** Units, not negative. */
    int of(HttpMethod method, String path, HttpHeaders headers) {
        boolean sends = !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
        if (ANSWERS.contains(path)) {
            return costs.answer();
        }
        if (sends && TEXTS.contains(path)) {
            return costs.request() + parts(headers, costs.embedPart());
        }
        if (sends && WRITTEN.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"))) {
            return costs.write() + (method.equals(HttpMethod.DELETE) ? 0 : parts(headers, costs.writePart()));
        }
        return costs.request();
    }

    private static int parts(HttpHeaders headers, DataSize part) {
        long length = headers.getContentLength();
        return length < 0 ? UNTOLD_PARTS : Math.clamp(Math.ceilDiv(length, part.toBytes()), 0, 100_000);
    }
}
