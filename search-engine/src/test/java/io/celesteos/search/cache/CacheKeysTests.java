package io.celesteos.search.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.FacetQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.SpellingQuery;
import io.celesteos.search.retrieval.TermMatch;
import io.celesteos.search.retrieval.VectorQuery;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CacheKeysTests {

    private static final YachtId ONE = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final YachtId TWO = YachtId.of("00000000-0000-4000-8000-000000000002");

    private static final CacheKeys KEYS = new CacheKeys("release 1");

    @Test
    void spelledOutDefaultsAreTheSameQuestion() {
        SearchRequest plain = new SearchRequest("oil", ONE, null, null, null, null, null, null, null, null, null);
        SearchRequest spelled = new SearchRequest(
                " oil ", ONE, SearchType.HYBRID, 10, true, SearchFilters.none(), null, null, 0.0, null, false);

        assertThat(key(spelled, 7)).isEqualTo(key(plain, 7));
    }

    @Test
    void theOrderAndCaseOfFilterValuesDoNotMatter() {
        assertThat(key(filtered(List.of("Manual", "log"), null), 1))
                .isEqualTo(key(filtered(List.of("LOG", "manual", "log "), null), 1));
    }

    @Test
    void everythingThatChangesAnAnswerChangesTheKey() {
        SearchRequest base = new SearchRequest("oil", ONE, null, null, null, null, null, null, null, null, null);
        List<CacheKey> keys = Stream.of(
                        key(base, 1),
                        key(base, 2),
                        key(SearchRequest.of("oil", TWO, 10), 1),
                        key(SearchRequest.of("oil leak", ONE, 10), 1),
                        key(SearchRequest.of("Oil", ONE, 10), 1),
                        key(SearchRequest.of("oil", ONE, 11), 1),
                        key(with(SearchType.BM25, null, null, null, null, null, null), 1),
                        key(with(null, false, null, null, null, null, null), 1),
                        key(with(null, null, new FusionWeights(1, 2), null, null, null, null), 1),
                        key(with(null, null, new FusionWeights(2, 1), null, null, null, null), 1),
                        key(with(null, null, null, 61, null, null, null), 1),
                        key(with(null, null, null, null, 0.5, null, null), 1),
                        key(with(null, null, null, null, null, List.of(1f, 2f), null), 1),
                        key(with(null, null, null, null, null, List.of(2f, 1f), null), 1),
                        key(with(null, null, null, null, null, null, true), 1),
                        key(filtered(List.of("manual"), null), 1),
                        key(filtered(List.of("manual", "log"), null), 1),
                        key(filtered(List.of("manual,log"), null), 1),
                        key(filtered(null, new DateRange(LocalDate.of(2024, 1, 1), null)), 1),
                        key(filtered(null, new DateRange(null, LocalDate.of(2024, 1, 1))), 1))
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void anotherHistoryOfTheIndexOrAnotherReleaseIsAnotherKey() {
        SearchRequest request = SearchRequest.of("oil", ONE, 10);

        assertThat(List.of(
                        KEYS.of(request, new Held(ONE, 7, "7-a")),
                        KEYS.of(request, new Held(ONE, 7, "7-b")),
                        new CacheKeys("release 2").of(request, new Held(ONE, 7, "7-a"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyNamesTheYachtAndTheGeneration() {
        assertThat(key(SearchRequest.of("oil", ONE, 10), 7).wireName()).matches("search:" + ONE + ":7:[0-9a-f]{64}");
    }

    /** A field added to the request without a thought of the cache must not make two questions one. */
    @Test
    void everyFieldOfARequestIsPartOfTheKey() {
        var json = JsonMapper.builder().build();
        var base = (ObjectNode) json.valueToTree(SearchRequest.of("oil", ONE, 10));
        for (RecordComponent field : SearchRequest.class.getRecordComponents()) {
            String name = wireName(field);
            var tree = base.deepCopy();
            tree.set(name, json.readTree(DIFFERENT.getOrDefault(name, "")));
            assertThat(DIFFERENT).as("another value of " + name).containsKey(name);
            SearchRequest other = json.treeToValue(tree, SearchRequest.class);
            assertThat(key(other, 1)).as(name).isNotEqualTo(key(SearchRequest.of("oil", ONE, 10), 1));
        }
    }

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("query", "\"fuel\""),
            Map.entry("yacht_id", "\"" + TWO + "\""),
            Map.entry("search_type", "\"bm25\""),
            Map.entry("top_k", "11"),
            Map.entry("rerank", "false"),
            Map.entry("filters", "{\"topic\":[\"a\"]}"),
            Map.entry("weights", "{\"bm25\":1,\"vector\":2}"),
            Map.entry("rrf_k", "61"),
            Map.entry("min_score", "0.5"),
            Map.entry("query_embedding", "[1.0]"),
            Map.entry("explain", "true"),
            Map.entry("page_token", "\"abc\""),
            Map.entry("facets", "[\"topic\"]"));

    private static String wireName(RecordComponent field) {
        return field.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static CacheKey key(SearchRequest request, long generation) {
        return KEYS.of(request, new Held(request.yachtId(), generation, Long.toString(generation)));
    }

    /** An index of which nothing but its name is asked. */
    private record Held(YachtId yacht, long generation, String edition) implements IndexSnapshot {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("s", "m", 2);
        }

        @Override
        public int passing(SearchFilters filters) {
            return vectors();
        }

        @Override
        public List<UUID> chunksPassing(SearchFilters filters, int most) {
            return List.of();
        }

        @Override
        public List<UUID> chunksMatching(SearchFilters filters, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int chunks() {
            return 0;
        }

        @Override
        public int vectors() {
            return 0;
        }

        @Override
        public RankedList matching(LexicalQuery query) {
            return RankedList.empty();
        }

        @Override
        public RankedList nearest(VectorQuery query) {
            return RankedList.empty();
        }

        @Override
        public List<Correction> corrections(SpellingQuery query) {
            return List.of();
        }

        @Override
        public Map<PassageKey, List<TermMatch>> explain(LexicalQuery query, Collection<PassageKey> keys) {
            return Map.of();
        }

        @Override
        public Map<String, List<FacetCount>> facets(FacetQuery query) {
            return Map.of();
        }

        @Override
        public Map<PassageKey, Passage> passages(Collection<PassageKey> keys) {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private static SearchRequest with(
            @Nullable SearchType type,
            @Nullable Boolean rerank,
            @Nullable FusionWeights weights,
            @Nullable Integer k,
            @Nullable Double minScore,
            @Nullable List<Float> embedding,
            @Nullable Boolean explain) {
        return new SearchRequest("oil", ONE, type, null, rerank, null, weights, k, minScore, embedding, explain);
    }

    private static SearchRequest filtered(@Nullable List<String> types, @Nullable DateRange dates) {
        SearchFilters filters = new SearchFilters(null, types, null, null, null, null, null, null, null, dates);
        return new SearchRequest("oil", ONE, null, null, null, filters, null, null, null, null, null);
    }
}
