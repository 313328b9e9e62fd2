package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.TermMatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferencesTests {

    private static final String SAME = "magnetron changed radar hours";

    @Test
    void whatIsAskedForByTheWayItIsPutComesFirst() {
        try (Shelf shelf = shelf()) {
            assertThat(best(shelf, "radar magnetron changed")).isEqualTo(HitType.DOCUMENT_CHUNK);
            assertThat(best(shelf, "do we carry a magnetron")).isEqualTo(HitType.PART);
        }
    }

    @Test
    void whatIsMeantLessIsFoundAllTheSame() {
        try (Shelf shelf = shelf();
                IndexSnapshot snapshot = shelf.open()) {
            assertThat(ranked(snapshot, "how does the magnetron of the radar work"))
                    .hasSize(4)
                    .last()
                    .satisfies(last -> assertThat(last.key().type()).isEqualTo(HitType.EQUIPMENT));
        }
    }

    @Test
    void theTermsStillAddUpToTheScore() {
        try (Shelf shelf = shelf();
                IndexSnapshot snapshot = shelf.open()) {
            AnalysedQuery asked = Shelf.QUERIES.analyse("when was the radar magnetron changed");
            List<Candidate> ranked = ranked(snapshot, asked.text());
            var why = snapshot.explain(
                    new LexicalQuery(asked, SearchFilters.none(), 10, Shelf.soon()),
                    ranked.stream().map(Candidate::key).toList());

            assertThat(ranked)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(why.getOrDefault(each.key(), List.of()).stream()
                                    .filter(TermMatch::counted)
                                    .mapToDouble(TermMatch::score)
                                    .sum())
                            .isCloseTo(each.score(), within(1e-4)));
        }
    }

    @Test
    void theBestOfManyAreTheSameHoweverFewAreAskedFor() {
        try (Shelf shelf = new Shelf()) {
            for (int i = 0; i < 3000; i++) {
                shelf.chunk(
                        i,
                        "magnetron ".repeat(1 + i % 7) + "radar ".repeat(i % 5) + "word ".repeat(i % 11),
                        Map.of("document_type", i % 13 == 0 ? "log" : "manual"));
            }
            shelf.publish();
            try (IndexSnapshot snapshot = shelf.open()) {
                List<Candidate> all = ranked(snapshot, "when was the radar magnetron changed", 3000);

                assertThat(ranked(snapshot, "when was the radar magnetron changed", 10))
                        .isEqualTo(all.subList(0, 10));
            }
        }
    }

    private static Shelf shelf() {
        return new Shelf()
                .chunk(1, SAME, Map.of("document_type", "manual"))
                .chunk(2, SAME, Map.of("document_type", "log"))
                .put(HitType.PART, 3, "Manual", SAME, Map.of())
                .put(HitType.EQUIPMENT, 4, "Manual", SAME, Map.of())
                .publish();
    }

    private static HitType best(Shelf shelf, String query) {
        try (IndexSnapshot snapshot = shelf.open()) {
            return ranked(snapshot, query).getFirst().key().type();
        }
    }

    private static List<Candidate> ranked(IndexSnapshot snapshot, String query) {
        return ranked(snapshot, query, 10);
    }

    private static List<Candidate> ranked(IndexSnapshot snapshot, String query, int limit) {
        return snapshot.matching(
                        new LexicalQuery(Shelf.QUERIES.analyse(query), SearchFilters.none(), limit, Shelf.soon()))
                .candidates();
    }
}
