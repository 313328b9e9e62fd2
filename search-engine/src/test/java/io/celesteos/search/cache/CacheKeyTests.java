package io.celesteos.search.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheKeyTests {

    private static final YachtId ONE = YachtId.of("00000000-0000-4000-8000-000000000001");
    private static final YachtId TWO = YachtId.of("00000000-0000-4000-8000-000000000002");

    @Test
    void spelledOutDefaultsAreTheSameQuestion() {
        SearchRequest plain = new SearchRequest("oil", ONE, null, null, null, null, null, null, null, null, null);
        SearchRequest spelled = new SearchRequest(
                " oil ", ONE, SearchType.HYBRID, 10, true, SearchFilters.none(), null, null, 0.0, null, false);

        assertThat(CacheKey.of(spelled, 7)).isEqualTo(CacheKey.of(plain, 7));
    }

    @Test
    void theOrderAndCaseOfFilterValuesDoNotMatter() {
        assertThat(CacheKey.of(filtered(List.of("Manual", "log"), null), 1))
                .isEqualTo(CacheKey.of(filtered(List.of("LOG", "manual", "log "), null), 1));
    }

    @Test
    void everythingThatChangesAnAnswerChangesTheKey() {
        SearchRequest base = new SearchRequest("oil", ONE, null, null, null, null, null, null, null, null, null);
        List<CacheKey> keys = Stream.of(
                        CacheKey.of(base, 1),
                        CacheKey.of(base, 2),
                        CacheKey.of(SearchRequest.of("oil", TWO, 10), 1),
                        CacheKey.of(SearchRequest.of("oil leak", ONE, 10), 1),
                        CacheKey.of(SearchRequest.of("Oil", ONE, 10), 1),
                        CacheKey.of(SearchRequest.of("oil", ONE, 11), 1),
                        CacheKey.of(with(SearchType.BM25, null, null, null, null, null, null), 1),
                        CacheKey.of(with(null, false, null, null, null, null, null), 1),
                        CacheKey.of(with(null, null, new FusionWeights(1, 2), null, null, null, null), 1),
                        CacheKey.of(with(null, null, new FusionWeights(2, 1), null, null, null, null), 1),
                        CacheKey.of(with(null, null, null, 61, null, null, null), 1),
                        CacheKey.of(with(null, null, null, null, 0.5, null, null), 1),
                        CacheKey.of(with(null, null, null, null, null, List.of(1f, 2f), null), 1),
                        CacheKey.of(with(null, null, null, null, null, List.of(2f, 1f), null), 1),
                        CacheKey.of(with(null, null, null, null, null, null, true), 1),
                        CacheKey.of(filtered(List.of("manual"), null), 1),
                        CacheKey.of(filtered(List.of("manual", "log"), null), 1),
                        CacheKey.of(filtered(List.of("manual,log"), null), 1),
                        CacheKey.of(filtered(null, new DateRange(LocalDate.of(2024, 1, 1), null)), 1),
                        CacheKey.of(filtered(null, new DateRange(null, LocalDate.of(2024, 1, 1))), 1))
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
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
