package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.FakeReranking.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The head of an answer is scored again: one engine does it from stored token vectors, the other asks for it. */
class RerankIT {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Found by two words of it in one text, by all four in the other, which says them once among many more. */
    private static final String QUERY = "impeller pump strainer gasket";

    private static final String APT = "## Apt\nBefore the season the crew opens the impeller housing of the pump,"
            + " cleans the strainer, fits another gasket, tightens all of the bolts crosswise and notes the hours.";

    private static YachtId yacht;

    @BeforeAll
    static void load() {
        ENGINES.embeddings.reranking.mode = Mode.WORDS;
        yacht = ENGINES.newYacht();
        ENGINES.store(yacht, "Loud", "## Loud\nImpeller pump impeller pump impeller pump impeller pump.", Map.of());
        ENGINES.store(yacht, "Louder", "## Louder\nStrainer gasket strainer gasket strainer gasket.", Map.of());
        ENGINES.store(yacht, "Apt", APT, Map.of());
    }

    @BeforeEach
    void textsDiffer() {
        ENGINES.embeddings.reranking.mode = Mode.WORDS;
        settled();
    }

    @AfterEach
    void allIsBack() {
        ENGINES.embeddings.reranking.mode = Mode.FLAT;
        ENGINES.embeddings.reranking.space = "fake@1";
        settled();
    }

    /** Until both rerank whole answers: a breaker that has seen an outage waits before it tries. */
    private static void settled() {
        ENGINES.both()
                .forEach(engine -> await().atMost(PATIENCE).until(() -> {
                    var answer = engine.search(yacht, QUERY + " " + filler());
                    return reranked(answer) && answer.degraded().isEmpty();
                }));
    }

    @Test
    void theScoresOfBothStagesAreBlendedAndSayWhoGaveThem() {
        for (Engine engine : ENGINES.both()) {
            var fused = engine.search(yacht, QUERY, Map.of("rerank", false));
            var answer = engine.search(yacht, QUERY);

            assertThat(reranked(fused)).isFalse();
            assertThat(fused.degraded()).isEmpty();
            assertThat(reranked(answer)).isTrue();
            assertThat(answer.degraded()).isEmpty();
            List<String> titles = answer.values("/metadata/title");
            List<Double> own = scores(answer, "/scores/rerank");
            assertThat(own).hasSameSizeAs(titles);
            assertThat(titles.get(own.indexOf(Collections.max(own)))).isEqualTo("Apt");
            assertThat(titles.indexOf("Apt"))
                    .isLessThan(fused.values("/metadata/title").indexOf("Apt"));
            assertThat(answer.values("/id")).containsExactlyInAnyOrderElementsOf(fused.values("/id"));
            assertThat(answer.body().at("/search_metadata/models/reranker").asString())
                    .isEqualTo(
                            engine == ENGINES.lucene ? "late-interaction:fake@1/pool2-telling" : "cross-encoder:fake");
            assertThat(answer.body().at("/search_metadata/timings_ms").propertyNames())
                    .contains("rerank");
            assertThat(scores(answer, "/score")).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(scores(answer, "/score"))
                    .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
            assertThat(scores(answer, "/scores/rerank"))
                    .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
            assertThat(fused.body().at("/results/0/scores").has("rerank")).isFalse();
        }
    }

    @Test
    void whereAllAreAsGoodTheLexicalWinDecidesWithinTheRangeOfTheFusedScores() {
        ENGINES.embeddings.reranking.mode = Mode.FLAT;
        ENGINES.embeddings.reranking.space = "flat@1";
        settled();
        for (Engine engine : ENGINES.both()) {
            var fused = engine.search(yacht, QUERY, Map.of("rerank", false, "explain", true));
            var answer = engine.search(yacht, QUERY, Map.of("explain", true));

            assertThat(reranked(answer)).isTrue();
            assertThat(answer.values("/id")).containsExactlyInAnyOrderElementsOf(fused.values("/id"));
            assertThat(scores(answer, "/scores/bm25")).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            List<Double> before = scores(fused, "/score");
            assertThat(scores(answer, "/score"))
                    .allSatisfy(score -> assertThat(score).isBetween(before.getLast(), before.getFirst()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"FLAT", "WORDS"},
            mode = EnumSource.Mode.EXCLUDE)
    void aRerankerThatIsLateOrGoneOrTalksNonsenseLeavesTheFusedOrder(Mode mode) {
        ENGINES.embeddings.reranking.mode = mode;
        for (Engine engine : ENGINES.both()) {
            String query = QUERY + " " + filler();
            var fused = engine.search(yacht, query, Map.of("rerank", false));
            var answer = engine.search(yacht, query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(reranked(answer)).isFalse();
            assertThat(answer.degraded()).containsExactly("rerank_unavailable");
            assertThat(answer.values("/id")).isEqualTo(fused.values("/id"));
            assertThat(scores(answer, "/score")).isEqualTo(scores(fused, "/score"));
            assertThat(answer.body().at("/search_metadata/models").has("reranker"))
                    .isFalse();
        }
    }

    @Test
    void anAnswerWithoutItsRerankingIsNotKept() {
        String query = QUERY + " " + filler();
        ENGINES.embeddings.reranking.mode = Mode.NOTHING;
        assertThat(ENGINES.lucene.search(yacht, query).degraded()).containsExactly("rerank_unavailable");
        ENGINES.embeddings.reranking.mode = Mode.WORDS;

        assertThat(ENGINES.lucene.search(yacht, query).degraded()).isEmpty();
    }

    @Test
    void queriesThatNameACodeKeepTheFusedOrder() {
        ENGINES.embeddings.reranking.mode = Mode.DOWN;
        for (Engine engine : ENGINES.both()) {
            var answer = engine.search(yacht, "E047");

            assertThat(reranked(answer)).isFalse();
            assertThat(answer.degraded()).isEmpty();
        }
    }

    @Test
    void aChunkThatIsRewordedGetsOtherVectors() {
        UUID document = ENGINES.store(yacht, "Reworded", "## Winch\nGrease the winch each spring.", Map.of());
        UUID chunk = chunk(document);
        String before = vectors(chunk);

        ENGINES.owner.update(
                "update document_chunks set content = 'Varnish the cap rail in the shade.' where id = ?", chunk);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(vectors(chunk)).isNotEmpty().isNotEqualTo(before);
            var answer = ENGINES.lucene.search(yacht, "varnish the cap rail " + filler());
            assertThat(answer.values("/content").getFirst()).startsWith("Varnish");
            assertThat(answer.degraded()).isEmpty();
        });
    }

    @Test
    void aChunkThatIsGoneTakesItsVectorsAlong() {
        UUID document = ENGINES.store(yacht, "Gone", "## Davit\nTest the davit under load.", Map.of());
        UUID chunk = chunk(document);
        assertThat(vectors(chunk)).isNotEmpty();

        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/" + document + "?yacht_id=" + yacht)
                        .status())
                .isEqualTo(204);

        assertThat(vectors(chunk)).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = ENGINES.lucene.search(yacht, "test the davit " + filler());
            assertThat(answer.values("/metadata/title")).doesNotContain("Gone");
            assertThat(answer.degraded()).isEmpty();
        });
    }

    @Test
    void otherWeightsOrAnotherProjectionFillAllChunksAnew() {
        ENGINES.embeddings.reranking.space = "fake@2";

        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = ENGINES.lucene.search(yacht, QUERY + " " + filler());
            assertThat(answer.body().at("/search_metadata/models/reranker").asString())
                    .isEqualTo("late-interaction:fake@2/pool2-telling");
            assertThat(answer.degraded()).isEmpty();
        });
    }

    @Test
    void aPassageTheModelCannotReadKeepsItsPlaceAndLacksNothing() {
        YachtId odd = ENGINES.newYacht();
        ENGINES.store(odd, "Apt", APT, Map.of());
        ENGINES.store(odd, "Odd", "## Odd\nImpeller pump " + FakeReranking.UNREADABLE + " strainer gasket.", Map.of());

        var answer = ENGINES.lucene.search(odd, QUERY);

        assertThat(answer.values("/metadata/title")).contains("Odd", "Apt");
        assertThat(answer.degraded()).isEmpty();
        answer.body()
                .at("/results")
                .forEach(hit -> assertThat(hit.at("/scores").has("rerank"))
                        .isEqualTo(!hit.at("/metadata/title").asString().equals("Odd")));
    }

    @Test
    void recordsAreNotScoredFromStoredVectorsAndStandWhereTheirWordsPutThem() {
        YachtId mixed = ENGINES.newYacht();
        ENGINES.store(mixed, "Apt", APT, Map.of());
        ENGINES.store(mixed, "Loud", "## Loud\nImpeller pump impeller pump impeller pump.", Map.of());
        ENGINES.owner.update(
                "insert into faults (id, yacht_id, title) values (?, ?, 'Impeller pump strainer gasket')",
                UUID.randomUUID(),
                mixed.value());
        await().atMost(PATIENCE)
                .until(() -> ENGINES.lucene.search(mixed, QUERY).values("/type").contains("fault"));

        var fused = ENGINES.lucene.search(mixed, QUERY, Map.of("rerank", false));
        var answer = ENGINES.lucene.search(mixed, QUERY);

        assertThat(reranked(answer)).isTrue();
        assertThat(answer.degraded()).isEmpty();
        int fault = answer.values("/type").indexOf("fault");
        assertThat(fault).isLessThanOrEqualTo(fused.values("/type").indexOf("fault"));
        assertThat(answer.body().at("/results/" + fault + "/scores").has("rerank"))
                .isFalse();
    }

    private static UUID chunk(UUID document) {
        return ENGINES.owner.queryForObject(
                "select id from document_chunks where document_id = ?", UUID.class, document);
    }

    /** Empty where there are none. */
    private static String vectors(UUID chunk) {
        return ENGINES
                .owner
                .queryForList(
                        "select encode(vectors, 'hex') from chunk_token_vectors where chunk_id = ?",
                        String.class,
                        chunk)
                .stream()
                .findFirst()
                .orElse("");
    }

    /** A word no text has, so that the answer is not a kept one. */
    private static String filler() {
        return "zz" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }

    private static boolean reranked(Engine.Answer answer) {
        return answer.body().at("/search_metadata/reranked").asBoolean();
    }

    private static List<Double> scores(Engine.Answer answer, String pointer) {
        List<Double> scores = new ArrayList<>();
        answer.body().at("/results").forEach(hit -> scores.add(hit.at(pointer).asDouble()));
        return scores;
    }
}
