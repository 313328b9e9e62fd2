package io.celesteos.contracts.client;

import java.util.Set;

/** Requests that change nothing, so that sending them twice does no harm. */
public final class SafeToRepeat {

    /** They are POST for their bodies' sake and only read. */
    private static final Set<String> READING = Set.of(
            "/api/v1/search",
            "/rag/query",
            "/api/v1/extract",
            "/api/v1/extract/batch",
            "/api/v1/embed",
            "/api/v1/rerank",
            "/api/v1/token-embeddings",
            "/v1/embeddings",
            "/v1/rerank",
            "/v2/rerank",
            "/embed",
            "/rerank");

    private SafeToRepeat() {}

    /** @param path without the query */
    public static boolean of(String method, String path) {
        return switch (method) {
            case "GET", "HEAD" -> true;
            case "POST" -> READING.contains(path);
            default -> false;
        };
    }
}
