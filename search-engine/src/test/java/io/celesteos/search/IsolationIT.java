package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two yachts with secrets; whoever asks for one must never see the other. */
class IsolationIT {

    private static final Engines ENGINES = Engines.shared();
    private static final String SECRET = "The safe combination is kept under the teak grating";
    private static YachtId mine;
    private static YachtId theirs;
    private static UUID myDocument;
    private static UUID theirDocument;
    private static String theirJob;

    @BeforeAll
    static void load() {
        mine = ENGINES.newYacht();
        theirs = ENGINES.newYacht();
        myDocument = ENGINES.store(mine, "Mine", "## Deck\nThe teak is washed each morning with salt water.", Map.of());
        theirDocument = ENGINES.store(theirs, "Theirs", "## Safe\n" + SECRET, Map.of("document_type", "secret"));
        theirJob = ENGINES.lucene
                .submit(theirs, "Theirs", "## Safe\n" + SECRET, Map.of("document_type", "secret"))
                .body()
                .at("/job_id")
                .asString();
        ENGINES.owner.update(
                "insert into faults (id, yacht_id, title) values (?, ?, 'Secret safe would not open')",
                UUID.randomUUID(),
                theirs.value());
        ENGINES.both()
                .forEach(engine -> await().until(() ->
                        engine.search(theirs, "secret safe").values("/type").contains("fault")));
    }

    @Test
    void noSearchOfOneYachtShowsAnother() {
        List<Map<String, Object>> attempts = List.of(
                Map.of(),
                Map.of("search_type", "bm25"),
                Map.of("search_type", "vector"),
                Map.of("top_k", 100, "explain", true),
                Map.of("filters", Map.of("yacht_id", List.of(theirs.toString()))),
                Map.of("filters", Map.of("document_id", List.of(theirDocument.toString()))),
                Map.of("filters", Map.of("document_type", List.of("secret"))),
                Map.of("metadata", Map.of("yacht_id", theirs.toString())),
                Map.of("tenant", theirs.toString()));
        for (Engine engine : ENGINES.both()) {
            for (Map<String, Object> attempt : attempts) {
                var answer = engine.search(mine, SECRET, attempt);

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().toString())
                        .doesNotContain("combination", theirDocument.toString(), "would not open");
            }
        }
    }

    @Test
    void aCachedAnswerOfOneYachtIsNotGivenToAnother() {
        for (Engine engine : ENGINES.both()) {
            assertThat(engine.search(theirs, SECRET).values("/content").getFirst())
                    .contains("combination");
            assertThat(engine.search(theirs, SECRET)
                            .body()
                            .at("/search_metadata/cache")
                            .asString())
                    .isEqualTo("hit");
            assertThat(engine.search(mine, SECRET).body().toString()).doesNotContain("combination");
        }
    }

    @Test
    void aYachtIdGivenTwiceIsRefused() {
        var answer = ENGINES.lucene.post(
                "/api/v1/search", "{\"query\":\"safe\",\"yacht_id\":\"" + mine + "\",\"yacht_id\":\"" + theirs + "\"}");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anotherYachtsJobIsNotThere() {
        assertThat(ENGINES.lucene
                        .get("/api/v1/jobs/" + theirJob + "?yacht_id=" + theirs)
                        .status())
                .isEqualTo(200);

        var answer = ENGINES.lucene.get("/api/v1/jobs/" + theirJob + "?yacht_id=" + mine);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    @Test
    void anotherYachtsDocumentCanNeitherBeListedNorDeleted() {
        assertThat(ENGINES.lucene
                        .get("/api/v1/documents?yacht_id=" + mine)
                        .body()
                        .toString())
                .contains(myDocument.toString())
                .doesNotContain(theirDocument.toString(), "Theirs");
        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/" + theirDocument + "?yacht_id=" + mine)
                        .status())
                .isEqualTo(404);
        assertThat(ENGINES.lucene.search(theirs, "safe combination").values("/document_id"))
                .contains(theirDocument.toString());
    }

    @Test
    void theSameContentOnTwoYachtsIsTwoDocuments() {
        var one = ENGINES.lucene.submit(mine, "Shared", "## Same\nThe very same words on both yachts.", Map.of());
        var other = ENGINES.lucene.submit(theirs, "Shared", "## Same\nThe very same words on both yachts.", Map.of());

        assertThat(one.body().at("/document_ids/0")).isNotEqualTo(other.body().at("/document_ids/0"));
        assertThat(ENGINES.lucene
                        .delete("/api/v1/documents/"
                                + one.body().at("/document_ids/0").asString() + "?yacht_id=" + mine)
                        .status())
                .isEqualTo(204);
        await().until(() -> ENGINES.lucene
                .search(theirs, "very same words")
                .values("/metadata/title")
                .contains("Shared"));
    }

    @Test
    void rowLevelSecurityStandsBehindTheService() {
        String url = java.util.Objects.requireNonNull((DriverManagerDataSource) ENGINES.owner.getDataSource())
                .getUrl();
        var service = new TenantTransactions(
                new DriverManagerDataSource(String.valueOf(url), Engines.LOGIN, Engines.PASSWORD));

        for (String table : List.of(
                "documents",
                "document_chunks",
                "chunk_embeddings",
                "chunk_vectors_bge_small_en_v15",
                "faults",
                "jobs")) {
            Long seen = service.read(
                    mine,
                    jdbc -> jdbc.sql("select count(*) from " + table + " where yacht_id <> :mine")
                            .param("mine", mine.value())
                            .query(Long.class)
                            .single());
            assertThat(seen).as(table).isZero();
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> service.write(
                        mine,
                        jdbc -> jdbc.sql("insert into faults (id, yacht_id, title) values (:id, :theirs, 'planted')")
                                .param("id", UUID.randomUUID())
                                .param("theirs", theirs.value())
                                .update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anUnknownYachtIsUnknownAndASuspendedOneRefused() {
        YachtId suspended = ENGINES.newYacht();
        ENGINES.setActive(suspended, false);
        for (Engine engine : ENGINES.both()) {
            await().until(() -> engine.search(suspended, "oil").status() == 403);
            assertThat(engine.search(suspended, "oil").code()).isEqualTo("yacht_inactive");
            assertThat(engine.submit(suspended, "t", "text", Map.of()).code()).isEqualTo("yacht_inactive");

            YachtId nobody = new YachtId(UUID.randomUUID());
            assertThat(engine.search(nobody, "oil").status()).isEqualTo(404);
            assertThat(engine.search(nobody, "oil").code()).isEqualTo("unknown_yacht");
            assertThat(engine.submit(nobody, "t", "text", Map.of()).code()).isEqualTo("unknown_yacht");
            assertThat(engine.get("/api/v1/documents?yacht_id=" + nobody).code())
                    .isEqualTo("unknown_yacht");
        }
        ENGINES.setActive(suspended, true);
        await().until(() -> ENGINES.lucene.search(suspended, "oil").status() == 200);
    }
}
