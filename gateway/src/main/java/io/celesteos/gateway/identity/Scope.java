package io.celesteos.gateway.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;

/** What an API key may open. Signatures and JWTs open everything of their yacht. */
public enum Scope {
    /** Search, the knowledge base and the webhook. */
    SEARCH("search"),
    /** Answers, streamed or not, and the tokens for their URLs. */
    ANSWER("answer"),
    /** Entities and intents of a text. */
    EXTRACT("extract"),
    /** Vectors and reranking: no yacht's data, but the machine's time. */
    EMBED("embed"),
    /** Documents and jobs, looked at. */
    DOCUMENTS_READ("documents:read"),
    /** Documents and jobs, added, changed and removed. */
    DOCUMENTS_WRITE("documents:write");

    private record Path(String prefix, Scope scope) {

        boolean covers(String path) {
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
    }

    private static final List<Path> PATHS = List.of(
            new Path("/webhook/search", SEARCH),
            new Path("/api/v1/search", SEARCH),
            new Path("/rag/query", SEARCH),
            new Path("/rag/stats", SEARCH),
            new Path("/rag/reload", DOCUMENTS_WRITE),
            new Path("/api/v1/stream", ANSWER),
            new Path("/api/v1/stream-tokens", ANSWER),
            new Path("/api/v1/answer", ANSWER),
            new Path("/api/v1/chat", ANSWER),
            new Path("/v1/chat/completions", ANSWER),
            new Path("/api/v1/extract", EXTRACT),
            new Path("/api/v1/embed", EMBED),
            new Path("/api/v1/rerank", EMBED),
            new Path("/api/v1/models", EMBED),
            new Path("/v1/embeddings", EMBED),
            new Path("/v1/models", EMBED),
            new Path("/v1/rerank", EMBED),
            new Path("/v2/rerank", EMBED),
            new Path("/embed", EMBED),
            new Path("/rerank", EMBED),
            new Path("/info", EMBED));

    private static final List<String> DOCUMENTS = List.of("/api/v1/documents", "/api/v1/jobs", "/api/v1/workflows");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    @JsonValue
    String wireName() {
        return wire;
    }

    /** @throws ProblemException 400 for a name that is no scope's */
    @JsonCreator
    static Scope named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire.equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField(
                        "scopes",
                        "must be of "
                                + Arrays.stream(values()).map(Scope::wireName).collect(Collectors.joining(", "))));
    }

    /** What a path needs; empty where no API key will do. */
    static Optional<Scope> of(HttpMethod method, String path) {
        if (DOCUMENTS.stream().anyMatch(folder -> new Path(folder, DOCUMENTS_READ).covers(path))) {
            return Optional.of(
                    method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) ? DOCUMENTS_READ : DOCUMENTS_WRITE);
        }
        return PATHS.stream().filter(entry -> entry.covers(path)).findFirst().map(Path::scope);
    }

    /** @throws ProblemException 403 when a key with {@code granted} does not open the path */
    static void require(Set<Scope> granted, HttpMethod method, String path) {
        Optional<Scope> needed = of(method, path);
        if (needed.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "API keys do not open this path. Use the yacht's signature or a user's token.");
        }
        if (!granted.contains(needed.get())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "The API key lacks the scope " + needed.get().wireName()
                            + ". Make one that has it: POST /api/v1/api-keys.");
        }
    }
}
