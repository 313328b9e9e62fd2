package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.FacetQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacetCounterTests {

    private final Shelf shelf = new Shelf();

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void valuesAreCountedOverTheWholeMatchSetMostFrequentFirst() {
        for (int id = 1; id <= 300; id++) {
            shelf.chunk(id, "oil pump", Map.of("system", id % 3 == 0 ? "fuel" : "cooling"));
        }
        shelf.chunk(301, "nothing of it", Map.of("system", "deck"));
        shelf.publish();

        assertThat(facets("oil", SearchFilters.none(), 50, "system"))
                .containsExactly(
                        Map.entry("system", List.of(new FacetCount("cooling", 200), new FacetCount("fuel", 100))));
    }

    @Test
    void onlyWhatPassesTheFiltersCountsAndEachValueOfAListOnce() {
        shelf.chunk(1, "oil", Map.of("system", "fuel", "tags", List.of("a", "b", "a")));
        shelf.chunk(2, "oil", Map.of("system", "deck", "tags", List.of("a")));
        shelf.chunk(3, "oil", Map.of("system", "Fuel", "tags", List.of("c")));
        shelf.publish();

        assertThat(facets("oil", system("fuel"), 50, "tags", "system"))
                .containsEntry("tags", List.of(new FacetCount("a", 1), new FacetCount("b", 1), new FacetCount("c", 1)))
                .containsEntry("system", List.of(new FacetCount("Fuel", 2)));
    }

    @Test
    void aValueIsShownAsMostOfThemWriteIt() {
        shelf.chunk(1, "oil", Map.of("manufacturer", "Volvo Penta"));
        shelf.publish();
        shelf.chunk(2, "oil", Map.of("manufacturer", "VOLVO PENTA"));
        shelf.chunk(3, "oil", Map.of("manufacturer", " Volvo Penta "));
        shelf.chunk(4, "oil", Map.of());
        shelf.publish();

        assertThat(facets("oil", SearchFilters.none(), 50, "manufacturer"))
                .containsEntry("manufacturer", List.of(new FacetCount("Volvo Penta", 3)));
    }

    @Test
    void theNumberOfValuesIsBounded() {
        for (int id = 1; id <= 80; id++) {
            shelf.chunk(id, "oil", Map.of("model", "M" + id));
        }
        shelf.publish();

        assertThat(facets("oil", SearchFilters.none(), 5, "model").get("model"))
                .hasSize(5)
                .startsWith(new FacetCount("M1", 1), new FacetCount("M10", 1));
    }

    @Test
    void whatIsDeletedDoesNotCountAndWhatMatchesNothingHasNoValues() {
        shelf.chunk(1, "oil", Map.of("system", "fuel"));
        shelf.chunk(2, "oil", Map.of("system", "fuel"));
        shelf.publish();
        shelf.remove(1);
        shelf.publish();

        assertThat(facets("oil", SearchFilters.none(), 5, "system"))
                .containsEntry("system", List.of(new FacetCount("fuel", 1)));
        assertThat(facets("the of", SearchFilters.none(), 5, "system")).containsEntry("system", List.of());
    }

    @Test
    void withoutAQueryAllChunksCountAndNoRecords() {
        shelf.chunk(1, "oil", Map.of("system", "fuel"));
        shelf.chunk(2, "water", Map.of("system", "fuel"));
        shelf.put(HitType.PART, 3, "Part", "oil", Map.of("system", "fuel"));
        shelf.publish();

        try (IndexSnapshot snapshot = shelf.open()) {
            assertThat(snapshot.facets(
                            new FacetQuery(Optional.empty(), SearchFilters.none(), List.of("system"), 5, Shelf.soon())))
                    .containsEntry("system", List.of(new FacetCount("fuel", 2)));
        }
    }

    @Test
    void aPassedDeadlineIsLateAndNotACount() {
        shelf.chunk(1, "oil", Map.of("system", "fuel")).publish();

        try (IndexSnapshot snapshot = shelf.open()) {
            assertThatThrownBy(() -> snapshot.facets(new FacetQuery(
                            Optional.empty(), SearchFilters.none(), List.of("system"), 5, Deadline.in(Duration.ZERO))))
                    .isInstanceOf(LateSearchException.class);
        }
    }

    private Map<String, List<FacetCount>> facets(String query, SearchFilters filters, int values, String... names) {
        try (IndexSnapshot snapshot = shelf.open()) {
            return snapshot.facets(new FacetQuery(
                    Optional.of(Shelf.QUERIES.analyse(query)), filters, List.of(names), values, Shelf.soon()));
        }
    }

    private static SearchFilters system(String value) {
        return new SearchFilters(null, null, null, null, List.of(value), null, null, null, null, null);
    }
}
