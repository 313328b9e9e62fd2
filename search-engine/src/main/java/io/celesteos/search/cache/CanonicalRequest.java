package io.celesteos.search.cache;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.search.retrieval.FilterValues;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in one form, so that filters in another order or spelled-out defaults are the same question. It works
 * on the wire form: a field that nobody thought of here still makes two requests different. Thread-safe.
 */
public final class CanonicalRequest {

    private static final String FILTERS = "filters";

    private final JsonMapper json = JsonMapper.builder().build();

    /** SHA-256 of the request as 64 hexadecimal digits; it covers the yacht. */
    public String digest(SearchRequest request) {
        return CacheKeys.sha256(of(request));
    }

    /** The text that is hashed. */
    String of(SearchRequest request) {
        ObjectNode tree = json.valueToTree(request);
        tree.put("query", Normalizer.normalize(request.query().strip(), Normalizer.Form.NFC));
        tree.set("search_type", json.valueToTree(request.searchTypeOrDefault()));
        tree.put("top_k", request.topKOrDefault());
        tree.put("rerank", request.rerankOrDefault());
        tree.put("min_score", request.minScore() == null ? 0.0 : request.minScore());
        tree.put("explain", Boolean.TRUE.equals(request.explain()));
        if (tree.remove(FILTERS) instanceof ObjectNode filters) {
            tree.set(FILTERS, filters(filters));
        } else {
            tree.set(FILTERS, json.createObjectNode());
        }
        return sorted(tree).toString();
    }

    private ObjectNode filters(ObjectNode given) {
        ObjectNode filters = json.createObjectNode();
        given.forEachEntry((name, allowed) -> {
            if (allowed instanceof ArrayNode values && !values.isEmpty()) {
                List<String> texts = new ArrayList<>();
                values.forEach(value -> texts.add(value.asString()));
                filters.set(name, json.valueToTree(FilterValues.normal(texts)));
            } else if (!allowed.isEmpty()) {
                filters.set(name, allowed);
            }
        });
        return filters;
    }

    /** Keys in order, nulls left out. */
    private JsonNode sorted(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode sorted = json.createObjectNode();
        object.propertyNames().stream().sorted().forEach(name -> {
            JsonNode value = object.get(name);
            if (!value.isNull()) {
                sorted.set(name, sorted(value));
            }
        });
        return sorted;
    }
}
