package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Documents from the request to the answer, with everything that may happen in between. */
class IngestionIT {

    private static final Engines ENGINES = Engines.shared();
    private final YachtId yacht = ENGINES.newYacht();

    @AfterEach
    void embeddingsAreBack() {
        ENGINES.embeddingsAreBack();
    }

    @Test
    void wordsAreFoundBeforeTheVectorsAreThereAndMeaningAfterwards() {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;

        var accepted =
                ENGINES.lucene.submit(yacht, "Windlass", "## Brake\nAdjust the windlass brake lining.", Map.of());

        assertThat(accepted.status()).isEqualTo(202);
        String job = accepted.body().at("/job_id").asString();
        for (Engine engine : ENGINES.both()) {
            await().until(() ->
                    !engine.search(yacht, "windlass brake").values("/id").isEmpty());
            var answer = engine.search(yacht, "windlass brake lining " + UUID.randomUUID());
            assertThat(answer.degraded()).contains("embedding_unavailable");
            assertThat(answer.body().at("/search_metadata/vector_results").asInt())
                    .isZero();
            assertThat(answer.values("/metadata/title")).containsExactly("Windlass");
        }
        var report =
                ENGINES.lucene.get("/api/v1/jobs/" + job + "?yacht_id=" + yacht).body();
        assertThat(report.at("/status").asString()).isIn("queued", "running");
        assertThat(report.at("/progress/done").asInt()).isZero();
        assertThat(report.at("/progress/total").asInt()).isEqualTo(1);
        await().until(() ->
                ENGINES.lucene.get("/health").body().at("/status").asString().equals("degraded"));
        assertThat(ENGINES.lucene.get("/health").status()).isEqualTo(200);

        ENGINES.embeddings.mode = FakeEmbeddings.Mode.UP;
        ENGINES.awaitJob(ENGINES.lucene, yacht, job);
        ENGINES.awaitCurrent(yacht);

        for (Engine engine : ENGINES.both()) {
            await().until(() ->
                    engine.search(yacht, "windlass brake lining").degraded().isEmpty());
            assertThat(engine.search(yacht, "windlass", Map.of("search_type", "vector"))
                            .values("/metadata/title"))
                    .containsExactly("Windlass");
        }
        var done =
                ENGINES.lucene.get("/api/v1/jobs/" + job + "?yacht_id=" + yacht).body();
        assertThat(done.at("/progress/done").asInt()).isEqualTo(1);
        assertThat(done.at("/progress/stage").asString()).isEqualTo("done");
        assertThat(done.has("error")).isFalse();
    }

    @Test
    void chunksWithoutVectorsAreNamedAsSuch() {
        ENGINES.store(yacht, "Whole", "## One\nAnchor chain is marked each shackle.", Map.of());
        // As if another writer had stored a text that cannot be embedded.
        ENGINES.lucene.submit(
                yacht, "Half", "## Two\nAnchor chain " + FakeEmbeddings.UNEMBEDDABLE + " locker.", Map.of());

        for (Engine engine : ENGINES.both()) {
            await().until(() -> engine.search(yacht, "anchor chain").degraded().contains("vectors_incomplete"));
            assertThat(engine.search(yacht, "anchor chain").values("/metadata/title"))
                    .contains("Whole", "Half");
        }
    }

    @Test
    void vectorsThatAreCopiedToPgvectorEndWhatWasAnsweredWithoutThem() {
        ENGINES.store(yacht, "Gangway", "## Gangway\nThe gangway hinge pins are greased each week.", Map.of());
        String told = "select count(*) from index_changes where yacht_id = ?"
                + " and changed = 'chunk_vectors_bge_small_en_v15' and ids = '{}'";
        Integer before = ENGINES.owner.queryForObject(told, Integer.class, yacht.value());

        // As where they were made before pgvector was chosen.
        ENGINES.owner.update("delete from chunk_vectors_bge_small_en_v15 where yacht_id = ?", yacht.value());
        ENGINES.owner.update(
                "insert into faults (id, yacht_id, title) values (?, ?, 'Passerelle stuck')",
                UUID.randomUUID(),
                yacht.value());

        await().until(() -> ENGINES.owner.queryForObject(told, Integer.class, yacht.value()) > before);
        await().until(() -> ENGINES.pgvector
                .search(yacht, "gangway hinge", Map.of("search_type", "vector"))
                .values("/metadata/title")
                .contains("Gangway"));
    }

    @Test
    void aPassageThatIsRefusedFailsItsJobAndNotItsNeighbours() {
        String text = "## Good\nThe tender crane is greased monthly at six points by the deck crew on watch.\n## Bad\n"
                + FakeEmbeddings.UNEMBEDDABLE
                + " words that the model refuses for a reason of its own and will refuse again tomorrow.";

        String job = ENGINES.lucene
                .submit(yacht, "Crane", text, Map.of())
                .body()
                .at("/job_id")
                .asString();

        await().until(() -> {
            var report = ENGINES.lucene
                    .get("/api/v1/jobs/" + job + "?yacht_id=" + yacht)
                    .body();
            return report.at("/status").asString().equals("failed")
                    && report.at("/progress/done").asInt() == 1
                    && report.at("/error").asString().equals("1 of 2 passages could not be embedded");
        });
        await().until(() -> ENGINES.lucene
                .search(yacht, "tender crane", Map.of("search_type", "vector"))
                .values("/chunk_index")
                .equals(List.of("0")));
    }

    @Test
    void theSameContentTwiceIsOneDocument() throws Exception {
        List<Callable<Engine.Answer>> submissions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Engine engine = ENGINES.both().get(i % 2);
            submissions.add(() ->
                    engine.submit(yacht, "Twice", "## Same\nThe same words again.", Map.of("tags", List.of("a"))));
        }
        List<Engine.Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Engine.Answer> each : threads.invokeAll(submissions)) {
                answers.add(each.get());
            }
        }

        assertThat(answers).allMatch(answer -> answer.status() == 202);
        assertThat(answers.stream()
                        .map(answer -> answer.body().at("/document_ids/0").asString())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.body().at("/job_id").asString())
                        .distinct())
                .hasSize(12);
        answers.forEach(answer -> ENGINES.awaitJob(
                ENGINES.lucene, yacht, answer.body().at("/job_id").asString()));
        assertThat(ENGINES.lucene
                        .get("/api/v1/documents?yacht_id=" + yacht)
                        .body()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void idsSurviveDeletionAndReturn() {
        UUID document = ENGINES.store(yacht, "Cited", "## Passage\nA handover cites this passage.", Map.of());
        String chunk =
                ENGINES.lucene.search(yacht, "handover cites").values("/id").getFirst();

        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/" + document + "?yacht_id=" + yacht)
                        .status())
                .isEqualTo(204);
        for (Engine engine : ENGINES.both()) {
            await().until(() ->
                    engine.search(yacht, "handover cites").values("/id").isEmpty());
        }
        assertThat(ENGINES.owner.queryForObject(
                        "select count(*) from chunk_vectors_bge_small_en_v15 where yacht_id = ?",
                        Integer.class,
                        yacht.value()))
                .isZero();
        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/" + document + "?yacht_id=" + yacht)
                        .status())
                .isEqualTo(404);

        assertThat(ENGINES.store(yacht, "Cited", "## Passage\nA handover cites this passage.", Map.of()))
                .isEqualTo(document);
        assertThat(ENGINES.lucene.search(yacht, "handover cites").values("/id")).containsExactly(chunk);
    }

    @Test
    void aBatchIsStoredWholeAndItsIdsAreInOrder() {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            documents.add(
                    Map.of("title", "Page " + i, "text", "## Entry " + i + "\nBallast reading number " + (i % 99)));
        }
        documents.set(99, documents.getFirst());

        var accepted = batch(documents);

        assertThat(accepted.status()).isEqualTo(202);
        List<String> ids = new ArrayList<>();
        accepted.body().at("/document_ids").forEach(id -> ids.add(id.asString()));
        assertThat(ids).hasSize(100);
        assertThat(ids.getLast()).isEqualTo(ids.getFirst());
        ENGINES.awaitJob(ENGINES.pgvector, yacht, accepted.body().at("/job_id").asString());
        ENGINES.awaitCurrent(yacht);
        var list = ENGINES.pgvector
                .get("/api/v1/documents?limit=2&offset=1&yacht_id=" + yacht)
                .body();
        assertThat(list.at("/total").asInt()).isEqualTo(99);
        assertThat(list.at("/documents").size()).isEqualTo(2);
        assertThat(list.at("/documents/0/title").asString()).isEqualTo("Page 1");
        assertThat(list.at("/documents/0/chunks").asInt()).isEqualTo(1);
        assertThat(list.at("/documents/0/created_at").asString()).contains("T");
    }

    @Test
    void aBatchWithOneBadDocumentStoresNone() {
        var refused = batch(List.of(
                Map.of("title", "Good", "text", "fine"),
                Map.of("title", "Bad", "text", "fine", "metadata", Map.of("date", "never"))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("documents[1].metadata.date");
        assertThat(ENGINES.lucene
                        .get("/api/v1/documents?yacht_id=" + yacht)
                        .body()
                        .at("/total")
                        .asInt())
                .isZero();
    }

    @Test
    void moreThanAHundredDocumentsAreTooMany() {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            documents.add(Map.of("title", "Page " + i, "text", "text " + i));
        }

        var refused = batch(documents);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("too_many_texts");
    }

    @Test
    void textWithEverythingADatabaseDislikesIsStoredAndFound() {
        ENGINES.store(
                yacht,
                "Odd \u0007 title",
                "## Nul\nBefore\u0000after 😀 \\u0000 'quoted' \"double\" {json} %s :param ?1 lazarette",
                Map.of());

        var hit = ENGINES.lucene.search(yacht, "lazarette").body().at("/results/0");

        assertThat(hit.at("/content").asString())
                .contains("Before after 😀")
                .contains("'quoted' \"double\" {json} %s :param ?1");
    }

    @Test
    void aDeletionDuringEmbeddingEndsTheJob() {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        var accepted = ENGINES.lucene.submit(yacht, "Short life", "## Gone\nSoon deleted.", Map.of());
        ENGINES.lucene.delete(
                "/api/v1/documents/" + accepted.body().at("/document_ids/0").asString() + "?yacht_id=" + yacht);
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.UP;

        ENGINES.awaitJob(ENGINES.lucene, yacht, accepted.body().at("/job_id").asString());
    }

    @Test
    void vectorsOfAnotherModelAreNotTaken() {
        ENGINES.store(yacht, "Right", "## Fine\nThe passerelle folds.", Map.of());
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.WRONG_DIMENSIONS;

        assertThat(ENGINES.lucene
                        .search(yacht, "passerelle " + UUID.randomUUID())
                        .degraded())
                .containsExactly("embedding_unavailable");
    }

    @Test
    void pureVectorSearchWithoutEmbeddingsSaysWhatToDo() {
        ENGINES.store(yacht, "Any", "## Any\nThe passerelle folds.", Map.of());
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;

        var answer = ENGINES.lucene.search(yacht, "passerelle " + UUID.randomUUID(), Map.of("search_type", "vector"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("upstream_unavailable");
        assertThat(answer.body().at("/detail").asString()).contains("hybrid");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anEmbeddingServiceThatHangsCostsItsLimitAndNoMore() {
        ENGINES.store(yacht, "Any", "## Any\nThe passerelle folds.", Map.of());
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.HANGING;

        var answer = ENGINES.lucene.search(yacht, "passerelle " + UUID.randomUUID());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.degraded()).containsExactly("embedding_unavailable");
        assertThat(answer.values("/metadata/title")).containsExactly("Any");
    }

    private Engine.Answer batch(List<Map<String, Object>> documents) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("yacht_id", yacht.toString());
        body.put("documents", documents);
        return ENGINES.lucene.post(
                "/api/v1/documents/batch", JsonMapper.shared().writeValueAsString(body));
    }
}
