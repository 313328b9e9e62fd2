package io.celesteos.search;

import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two engines over one database, as two replicas would be: one searches vectors in memory, the other with
 * pgvector. Shared by all integration tests of this JVM; each test works on yachts of its own.
 */
final class Engines {

    static final String LOGIN = "search_service";
    static final String PASSWORD = "service secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Engines SHARED = new Engines();

    final FakeEmbeddings embeddings = new FakeEmbeddings();
    final JdbcTemplate owner;
    final Engine lucene;
    final Engine pgvector;
    private final YachtRegistry registry;

    static Engines shared() {
        return SHARED;
    }

    private Engines() {
        var database = ThrowawayPostgres.shared().newDatabase();
        var ownerSource = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(ownerSource);
        ServiceLogin.ensure(ownerSource, LOGIN, PASSWORD);
        owner = new JdbcTemplate(ownerSource);
        registry = new YachtRegistry(ownerSource);
        lucene = new Engine(properties(database.jdbcUrl(), "lucene"));
        pgvector = new Engine(properties(database.jdbcUrl(), "pgvector"));
    }

    Map<String, String> properties(String url, String backend) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", LOGIN);
        properties.put("spring.datasource.password", PASSWORD);
        properties.put("search.embedding.url", embeddings.url());
        properties.put("search.vector.backend", backend);
        // Both ways of reranking: what one test's machine is slow in must not lack in another's answer.
        properties.put("search.rerank.method", backend.equals("lucene") ? "stored" : "remote");
        properties.put("search.rerank.limit", "4s");
        // So that the graph is what is searched, not the comparison of all.
        properties.put("search.vector.exact-below", "3");
        return properties;
    }

    List<Engine> both() {
        return List.of(lucene, pgvector);
    }

    /** An active yacht without data, served by both engines. */
    YachtId newYacht() {
        YachtId yacht = new YachtId(UUID.randomUUID());
        registry.save(yacht, "M/Y " + yacht, ZoneOffset.UTC, new Signature(yacht.toString()), false);
        both().forEach(engine -> await().atMost(PATIENCE)
                .until(() -> engine.search(yacht, "anything", Map.of("search_type", "bm25"))
                                .status()
                        == 200));
        return yacht;
    }

    /** Until queries are embedded again: a breaker that has seen an outage waits before it tries. */
    void embeddingsAreBack() {
        embeddings.mode = FakeEmbeddings.Mode.UP;
        YachtId probe = newYacht();
        both().forEach(engine -> await().atMost(PATIENCE)
                .until(() -> engine.search(probe, "back " + UUID.randomUUID())
                        .degraded()
                        .isEmpty()));
    }

    void setActive(YachtId yacht, boolean active) {
        registry.setActive(yacht, active);
    }

    /** Stores the document through the API and waits until both engines find it by words and by meaning. */
    UUID store(YachtId yacht, String title, String text, Map<String, Object> metadata) {
        Engine.Answer answer = lucene.submit(yacht, title, text, metadata);
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        awaitJob(lucene, yacht, answer.body().at("/job_id").asString());
        awaitCurrent(yacht);
        return UUID.fromString(answer.body().at("/document_ids/0").asString());
    }

    void awaitJob(Engine engine, YachtId yacht, String job) {
        await().atMost(PATIENCE).until(() -> {
            var report = engine.get("/api/v1/jobs/" + job + "?yacht_id=" + yacht);
            return report.body().at("/status").asString().equals("succeeded");
        });
    }

    /** Until what is stored now is what both engines serve, vectors included. */
    void awaitCurrent(YachtId yacht) {
        String missing = """
                select count(*) from document_chunks c where c.yacht_id = ? and (
                    not exists (select from chunk_embeddings e where e.chunk_id = c.id) or
                    not exists (select from chunk_vectors_bge_small_en_v15 v where v.chunk_id = c.id))""";
        await().atMost(PATIENCE).until(() -> owner.queryForObject(missing, Integer.class, yacht.value()) == 0);
        Integer chunks = owner.queryForObject(
                "select count(*) from document_chunks where yacht_id = ?", Integer.class, yacht.value());
        both().forEach(engine -> await().atMost(PATIENCE).until(() -> {
            var answer = engine.search(
                    yacht, "anything at all " + UUID.randomUUID(), Map.of("search_type", "vector", "top_k", 1));
            return answer.degraded().isEmpty()
                    && answer.body().at("/search_metadata/vector_results").asInt() == Math.min(100, chunks);
        }));
    }
}
