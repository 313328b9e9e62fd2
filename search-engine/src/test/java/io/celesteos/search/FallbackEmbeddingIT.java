package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.search.fallback.FakeOpenAi;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedding-service goes away where another provider's vectors are stored: two replicas, one in each home. */
@ExtendWith(OutputCaptureExtension.class)
class FallbackEmbeddingIT {

    private static final String SPACE = "openai/text-embedding-3-small@1536";
    private static final String TABLE = "chunk_vectors_openai_text_embedding_3_small_1536";
    private static final String LOGIN = "fallback_service";
    private static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static FakeEmbeddings service;
    private static FakeOpenAi provider;
    private static JdbcTemplate owner;
    private static YachtRegistry registry;
    private static Engine lucene;
    private static Engine pgvector;

    @BeforeAll
    static void start() {
        service = new FakeEmbeddings();
        provider = new FakeOpenAi();
        var database = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, LOGIN, PASSWORD);
        owner = new JdbcTemplate(source);
        registry = new YachtRegistry(source);
        lucene = new Engine(properties(database.jdbcUrl(), "lucene"));
        pgvector = new Engine(properties(database.jdbcUrl(), "pgvector"));
    }

    @AfterAll
    static void end() {
        lucene.close();
        pgvector.close();
        service.end();
        provider.close();
    }

    @BeforeEach
    void up() {
        allIsWell();
    }

    private static void allIsWell() {
        provider.mode = FakeOpenAi.Mode.UP;
        service.mode = FakeEmbeddings.Mode.UP;
        service.reranking.mode = FakeReranking.Mode.FLAT;
    }

    @Test
    void passagesAreSentOnceAndServeNobodyUntilTheyAreNeeded() {
        YachtId yacht = yacht();
        store(yacht, "Windlass", "Grease the anchor windlass gypsy every month.");
        store(yacht, "Purifier", "The purifier drive belt slips when it is wet.");
        filled(yacht, 2);

        List<String> sent = provider.texts().stream()
                .filter(text -> text.contains("gypsy") || text.contains("drive belt"))
                .toList();
        assertThat(sent).hasSize(2);
        assertThat(new HashSet<>(sent)).hasSize(2);
        assertThat(owner.queryForList(
                        "select distinct octet_length(embedding) from chunk_embeddings where space = ?",
                        Integer.class,
                        SPACE))
                .containsExactly(1536 * Float.BYTES);
        assertThat(owner.queryForList("select name from embedding_spaces", String.class))
                .doesNotContain(SPACE);
        for (Engine engine : both()) {
            var answer = settled(engine, yacht, "anchor windlass");
            assertThat(model(answer)).isEqualTo("bge-small-en-v1.5");
        }
        assertThat(provider.texts()).noneMatch(text -> text.startsWith("anchor windlass"));
    }

    @Test
    void whileTheServiceIsAwayTheOtherSpaceAnswersAndAfterwardsNoMore() {
        YachtId yacht = yacht();
        store(yacht, "Windlass", "Grease the anchor windlass gypsy every month.", Map.of("document_type", "manual"));
        store(yacht, "Purifier", "The purifier drive belt slips when it is wet.", Map.of("document_type", "manual"));
        store(yacht, "Belt log", "Changed the belt of the drive.", Map.of("document_type", "log"));
        filled(yacht, 3);
        both().forEach(engine -> settled(engine, yacht, "purifier belt"));

        service.mode = FakeEmbeddings.Mode.DOWN;
        service.reranking.mode = FakeReranking.Mode.DOWN;
        String query = "purifier drive belt " + UUID.randomUUID();
        for (Engine engine : both()) {
            var answer = await().atMost(PATIENCE)
                    .until(
                            () -> engine.search(yacht, query),
                            each -> each.degraded().contains("embedding_fallback"));
            assertThat(answer.degraded()).contains("rerank_unavailable").doesNotContain("embedding_unavailable");
            assertThat(model(answer)).isEqualTo("text-embedding-3-small");
            assertThat(answer.body().at("/search_metadata/vector_results").asInt())
                    .isEqualTo(3);
            assertThat(answer.body().at("/search_metadata/reranked").asBoolean())
                    .isFalse();
            assertThat(answer.body()
                            .at("/search_metadata/timings_ms/embed_fallback")
                            .isNumber())
                    .isTrue();

            var meaning = engine.search(yacht, query, Map.of("search_type", "vector"));
            assertThat(meaning.values("/metadata/title")).containsExactly("Purifier", "Belt log", "Windlass");
            assertThat(meaning.body().at("/results/0/scores/vector").asDouble()).isBetween(0.2, 1.0);
            assertThat(engine.search(
                                    yacht,
                                    query,
                                    Map.of("search_type", "vector", "filters", Map.of("document_type", List.of("LOG"))))
                            .values("/metadata/title"))
                    .containsExactly("Belt log");

            // What is degraded is computed each time.
            assertThat(engine.search(yacht, query)
                            .body()
                            .at("/search_metadata/cache")
                            .asString())
                    .isEqualTo("miss");
        }

        allIsWell();
        for (Engine engine : both()) {
            var whole = await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> engine.search(yacht, query),
                            each -> each.degraded().isEmpty());
            assertThat(model(whole)).isEqualTo("bge-small-en-v1.5");
        }
    }

    @Test
    void aServiceThatHangsLeavesTimeForTheOtherSpace() {
        YachtId yacht = yacht();
        store(yacht, "Davit", "The tender davit wire is renewed every five years.");
        filled(yacht, 1);
        both().forEach(engine -> settled(engine, yacht, "davit"));
        service.mode = FakeEmbeddings.Mode.HANGING;

        for (Engine engine : both()) {
            var answer = engine.search(
                    yacht, "davit wire " + UUID.randomUUID(), Map.of("search_type", "vector", "rerank", false));
            assertThat(answer.degraded()).containsExactly("embedding_fallback");
            assertThat(answer.values("/metadata/title")).containsExactly("Davit");
        }
        recovered(yacht);
    }

    @Test
    void aYachtWithoutTheSpaceIsSearchedByWordsAloneAndSendsNothing() {
        YachtId yacht = yacht();
        provider.mode = FakeOpenAi.Mode.FAILING;
        store(yacht, "Radar", "The radar magnetron lasts 10,000 hours.");
        both().forEach(engine -> settled(engine, yacht, "radar"));
        service.mode = FakeEmbeddings.Mode.DOWN;

        for (Engine engine : both()) {
            String query = "radar magnetron " + UUID.randomUUID();
            var answer = engine.search(yacht, query);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.degraded()).contains("embedding_unavailable").doesNotContain("embedding_fallback");
            assertThat(answer.values("/metadata/title")).containsExactly("Radar");
            assertThat(answer.body().at("/search_metadata/vector_results").asInt())
                    .isZero();
            assertThat(provider.texts()).doesNotContain(query);
        }
        recovered(yacht);
    }

    @Test
    void anotherYachtsVectorsAreNeverFound() {
        YachtId mine = yacht();
        YachtId theirs = yacht();
        store(mine, "Mine", "Stern thruster of my own.");
        store(theirs, "Theirs", "Stern thruster controls are theirs alone.");
        filled(mine, 1);
        filled(theirs, 1);
        both().forEach(engine -> settled(engine, mine, "thruster"));
        service.mode = FakeEmbeddings.Mode.DOWN;

        for (Engine engine : both()) {
            for (YachtId yacht : List.of(theirs, mine, theirs)) {
                var answer = engine.search(
                        yacht, "stern thruster controls theirs " + UUID.randomUUID(), Map.of("search_type", "vector"));
                assertThat(answer.degraded()).contains("embedding_fallback");
                assertThat(answer.values("/metadata/title")).containsExactly(yacht.equals(mine) ? "Mine" : "Theirs");
            }
        }
        recovered(mine);
    }

    @Test
    void whatIsStoredDuringAnOutageIsFoundByMeaningAndComesToTheServedSpaceLater() {
        YachtId yacht = yacht();
        service.mode = FakeEmbeddings.Mode.DOWN;
        submit(
                yacht,
                "Galley",
                "The galley extractor fan filter is washed weekly.",
                Map.of("tags", List.of("ventilation")));
        filled(yacht, 1);
        assertThat(owner.queryForList("select space from yacht_spaces where yacht_id = ?", String.class, yacht.value()))
                .isEmpty();

        for (Engine engine : both()) {
            await().atMost(PATIENCE).until(() -> {
                var answer = engine.search(
                        yacht,
                        "extractor fan " + UUID.randomUUID(),
                        Map.of("search_type", "vector", "filters", Map.of("tags", List.of("ventilation"))));
                return answer.values("/metadata/title").equals(List.of("Galley"))
                        && answer.degraded().contains("embedding_fallback");
            });
            var none = engine.search(
                    yacht,
                    "extractor fan " + UUID.randomUUID(),
                    Map.of("search_type", "vector", "filters", Map.of("tags", List.of("none"))));
            assertThat(none.degraded()).contains("embedding_fallback");
            assertThat(none.values("/id")).isEmpty();
            await().atMost(PATIENCE).until(() -> {
                var answer =
                        engine.search(yacht, "extractor fan " + UUID.randomUUID(), Map.of("search_type", "vector"));
                return answer.values("/metadata/title").equals(List.of("Galley"));
            });
        }
        recovered(yacht);
        assertThat(owner.queryForList("select space from yacht_spaces where yacht_id = ?", String.class, yacht.value()))
                .containsExactly("bge-small-en-v1.5");
    }

    @Test
    void aKeyThatIsRefusedIsSeenInHealthAndNowhereElse(CapturedOutput output) {
        YachtId yacht = yacht();
        provider.mode = FakeOpenAi.Mode.UNAUTHORIZED;
        submit(yacht, "Mooring", "Bollards are rated for twelve tonnes.", Map.of());

        // One of the two fills, and hears it.
        await().atMost(PATIENCE)
                .until(() -> both().stream()
                        .anyMatch(engine -> engine.get("/health")
                                .body()
                                .at("/dependencies/fallback_embeddings")
                                .asString()
                                .equals("unauthorized")));
        both().forEach(engine -> assertThat(engine.get("/health").status()).isEqualTo(200));
        assertThat(output.getAll()).doesNotContain(FakeOpenAi.KEY).contains("401");
        assertThat(lucene.get("/health").body().toString()).doesNotContain(FakeOpenAi.KEY);

        provider.mode = FakeOpenAi.Mode.UP;
        filled(yacht, 1);
    }

    private static List<Engine> both() {
        return List.of(lucene, pgvector);
    }

    private static String model(Engine.Answer answer) {
        return answer.body().at("/search_metadata/models/embedding").asString();
    }

    private static YachtId yacht() {
        YachtId yacht = new YachtId(UUID.randomUUID());
        registry.save(yacht, "M/Y " + yacht, ZoneOffset.UTC, new Signature(yacht.toString()), false);
        both().forEach(engine -> await().atMost(PATIENCE)
                .until(() -> engine.search(yacht, "anything", Map.of("search_type", "bm25"))
                                .status()
                        == 200));
        return yacht;
    }

    private static void store(YachtId yacht, String title, String text) {
        store(yacht, title, text, Map.of());
    }

    private static void store(YachtId yacht, String title, String text, Map<String, Object> metadata) {
        submit(yacht, title, text, metadata);
    }

    private static void submit(YachtId yacht, String title, String text, Map<String, Object> metadata) {
        assertThat(lucene.submit(yacht, title, text, metadata).status()).isEqualTo(202);
    }

    /** Until every chunk has a vector of the provider, in the table as well. */
    private static void filled(YachtId yacht, int chunks) {
        await().atMost(PATIENCE)
                .until(() -> owner.queryForObject(
                                "select count(*) from chunk_embeddings where space = ? and yacht_id = ?",
                                Integer.class,
                                SPACE,
                                yacht.value())
                        == chunks);
        await().atMost(PATIENCE)
                .until(() -> owner.queryForObject("select to_regclass('" + TABLE + "') is not null", Boolean.class)
                        && owner.queryForObject(
                                        "select count(*) from " + TABLE + " where yacht_id = ?",
                                        Integer.class,
                                        yacht.value())
                                == chunks);
    }

    /** Until the engine answers from the served space with all there is. */
    private static Engine.Answer settled(Engine engine, YachtId yacht, String query) {
        return await().atMost(PATIENCE)
                .until(
                        () -> engine.search(yacht, query + " " + UUID.randomUUID(), Map.of("rerank", false)),
                        answer -> answer.status() == 200
                                && answer.degraded().isEmpty()
                                && answer.body()
                                                .at("/search_metadata/vector_results")
                                                .asInt()
                                        > 0);
    }

    /** Breakers have closed again, so that no test pays for another. */
    private static void recovered(YachtId yacht) {
        allIsWell();
        both().forEach(engine -> settled(engine, yacht, "anything"));
    }

    private static Map<String, String> properties(String url, String backend) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", LOGIN);
        properties.put("spring.datasource.password", PASSWORD);
        properties.put("search.embedding.url", service.url());
        properties.put("search.vector.backend", backend);
        properties.put("search.fallback-embedding.api-key", FakeOpenAi.KEY);
        properties.put("search.fallback-embedding.base-url", provider.url());
        properties.put("search.fallback-embedding.fill.first-pause", "50ms");
        properties.put("search.fallback-embedding.fill.longest-pause", "200ms");
        properties.put("search.fallback-embedding.fill.tokens-per-minute", "1000000000");
        // So that the graph is what is searched, not the comparison of all.
        properties.put("search.vector.exact-below", "0");
        // A slow machine is not what is tested.
        properties.put("search.query.vector-limit", "10s");
        properties.put("search.fallback-embedding.query-timeout", "5s");
        return properties;
    }
}
