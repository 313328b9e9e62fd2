package io.celesteos.search.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.Candidate;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.TermMatch;
import io.celesteos.search.retrieval.TermMatch.Kind;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchExplainerTests {

    private final Shelf shelf = new Shelf();

    @BeforeEach
    void stock() {
        shelf.chunk(1, "SPN 4364 FMI 2 on the genset: urea dosing of generator 2", Map.of("equipment", "GEN-2"));
        shelf.chunk(2, "SPN 4364 FMI 18: old urea in the main engine", Map.of("section", "Urea", "tags", "urea"));
        shelf.chunk(3, "Bilge pumps");
        shelf.publish();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urea", "SPN 4364 FMI 2 urea", "genset 2 urea dosing", "main engine GEN-2", "bilge pump"})
    void whatIsCountedAddsUpToTheScore(String query) {
        var asked = new LexicalQuery(Shelf.QUERIES.analyse(query), SearchFilters.none(), 10, Shelf.soon());
        try (IndexSnapshot snapshot = shelf.open()) {
            RankedList found = snapshot.matching(asked);
            List<PassageKey> keys =
                    found.candidates().stream().map(Candidate::key).toList();
            Map<PassageKey, List<TermMatch>> explained = snapshot.explain(asked, keys);

            assertThat(found.candidates()).isNotEmpty().allSatisfy(candidate -> {
                List<TermMatch> terms = explained.getOrDefault(candidate.key(), List.of());
                assertThat(terms.stream()
                                .filter(TermMatch::counted)
                                .mapToDouble(TermMatch::score)
                                .sum())
                        .isCloseTo(candidate.score(), Offset.offset(1e-4));
                assertThat(terms).allSatisfy(term -> {
                    assertThat(term.score()).isCloseTo(term.boost() * term.idf() * term.tf(), Offset.offset(1e-3));
                    assertThat(term.fields()).isNotEmpty();
                });
            });
        }
    }

    @Test
    void eachTermSaysWhatItIsAndWhereItStands() {
        List<TermMatch> terms = explain("genset SPN 4364 FMI 2", 1);

        assertThat(terms).anySatisfy(term -> {
            assertThat(term.term()).isEqualTo("~generator");
            assertThat(term.kind()).isEqualTo(Kind.CONCEPT);
            assertThat(term.fields()).containsExactly("content", "metadata");
        });
        assertThat(terms).anySatisfy(term -> {
            assertThat(term.term()).isEqualTo("spn4364fmi2");
            assertThat(term.kind()).isEqualTo(Kind.CODE);
            assertThat(term.counted()).isTrue();
        });
        assertThat(terms).anySatisfy(term -> {
            assertThat(term.term()).isEqualTo("spn4364");
            assertThat(term.counted()).as("the better reading counts").isFalse();
        });
        assertThat(explain("urea", 2))
                .hasSize(2)
                .allSatisfy(term -> assertThat(term.fields()).containsExactly("title", "content", "metadata"));
    }

    @Test
    void whatDoesNotMatchHasNoTerms() {
        assertThat(explain("urea", 3)).isEmpty();
    }

    private List<TermMatch> explain(String query, int id) {
        PassageKey key = PassageKey.chunk(new java.util.UUID(0, id));
        try (IndexSnapshot snapshot = shelf.open()) {
            return snapshot.explain(
                            new LexicalQuery(Shelf.QUERIES.analyse(query), SearchFilters.none(), 10, Shelf.soon()),
                            List.of(key))
                    .getOrDefault(key, List.of());
        }
    }
}
