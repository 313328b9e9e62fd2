package io.celesteos.bench.quality;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /api/v1/search} in one of its ways. JSON and not the contract's records, so that what is measured is
 * what any caller gets.
 */
final class SearchApi implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private final String name;
    private final ServiceClient search;
    private final Map<String, Object> options;
    private final JsonMapper json = JsonStrictness.mapper();

    private SearchApi(String name, ServiceClient search, Map<String, Object> options) {
        this.name = name;
        this.search = search;
        this.options = Map.copyOf(options);
    }

    /** Each branch alone, both, and both with what reranker the service has. */
    static List<Contender> all(ServiceClient search) {
        return List.of(
                new SearchApi("bm25", search, Map.of("search_type", "bm25", "rerank", false)),
                new SearchApi("vector", search, Map.of("search_type", "vector", "rerank", false)),
                new SearchApi("hybrid", search, Map.of("search_type", "hybrid", "rerank", false)),
                new SearchApi("hybrid+rerank", search, Map.of("search_type", "hybrid", "rerank", true)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer ask(Question question, int depth) throws IOException {
        Map<String, Object> request = new LinkedHashMap<>(options);
        request.put("query", question.text());
        request.put("yacht_id", question.yacht());
        request.put("top_k", depth);
        JsonNode answer = inContext(() -> search.post("/api/v1/search", request, JsonNode.class));
        List<Found> results = new ArrayList<>();
        for (JsonNode hit : answer.path("results")) {
            results.add(new Found(
                    json.treeToValue(hit.path("type"), HitType.class),
                    hit.path("content").asString(""),
                    json.convertValue(hit.path("metadata"), METADATA)));
        }
        JsonNode metadata = answer.path("search_metadata");
        return new Answer(
                results,
                metadata.path("reranked").asBoolean(false),
                !metadata.path("degraded").isEmpty());
    }

    /** @throws IOException in place of {@link RemoteFailure} */
    static <T> T inContext(java.util.concurrent.Callable<T> call) throws IOException {
        try {
            return RequestContext.background(PATIENCE).call(call);
        } catch (RemoteFailure refused) {
            throw new IOException(refused.getMessage(), refused);
        } catch (RuntimeException | IOException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
