package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database goes away and comes back; a service starts before it is there. */
class OutageIT {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void allIsBack() {
        ThrowawayPostgres.shared().start();
        ENGINES.embeddingsAreBack();
        ENGINES.both()
                .forEach(engine -> await().atMost(PATIENCE)
                        .until(() -> engine.get("/health")
                                .body()
                                .at("/status")
                                .asString()
                                .equals("healthy")));
    }

    @Test
    void loadedIndexesAnswerWithoutTheDatabase() {
        YachtId yacht = ENGINES.newYacht();
        ENGINES.store(yacht, "Fenders", "## Fenders\nInflate the fenders to one third of a bar.", Map.of());
        ENGINES.lucene.search(yacht, "warm up");
        ThrowawayPostgres.shared().stop();

        await().atMost(PATIENCE)
                .until(() -> ENGINES.lucene
                        .get("/health")
                        .body()
                        .at("/dependencies/postgres")
                        .asString()
                        .equals("unreachable"));
        var answer = ENGINES.lucene.search(yacht, "inflate fenders");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.values("/metadata/title")).containsExactly("Fenders");
        assertThat(answer.degraded()).isEmpty();
        assertThat(ENGINES.lucene.get("/health").status()).isEqualTo(200);
        assertThat(ENGINES.lucene.get("/health").body().at("/status").asString())
                .isEqualTo("degraded");

        var lexicalOnly = ENGINES.pgvector.search(yacht, "inflate fenders");
        assertThat(lexicalOnly.status()).isEqualTo(200);
        assertThat(lexicalOnly.degraded()).containsExactly("vector_search_unavailable");
        assertThat(ENGINES.pgvector.get("/health").status()).isEqualTo(503);

        var refused = ENGINES.lucene.submit(yacht, "t", "text", Map.of());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body().at("/detail").asString()).doesNotContain("jdbc", "localhost", "127.0.0.1");
        assertThat(ENGINES.lucene.search(UUID.randomUUID(), "oil").status()).isEqualTo(503);

        ThrowawayPostgres.shared().start();
        // A connection pool that has seen an outage waits a little before it tries again.
        await().atMost(PATIENCE)
                .until(() -> ENGINES.lucene
                                .submit(yacht, "First", "## First\nThe first after it.", Map.of())
                                .status()
                        == 202);
        ENGINES.store(yacht, "Afterwards", "## Lines\nStored after the outage.", Map.of());
        await().until(() -> ENGINES.lucene
                .search(yacht, "after the outage")
                .values("/metadata/title")
                .contains("Afterwards"));
    }

    @Test
    void aServiceThatStartsFirstMigratesAndLoadsWhenTheDatabaseComes() {
        var database = ThrowawayPostgres.shared().newDatabase();
        Map<String, String> properties = ENGINES.properties(database.jdbcUrl(), "lucene");
        properties.put("spring.datasource.username", "late_service");
        properties.put("search.migrate-on-start", "true");
        properties.put("search.migration.owner-user", database.username());
        properties.put("search.migration.owner-password", database.password());
        ThrowawayPostgres.shared().stop();
        try (Engine late = new Engine(properties)) {
            var health = late.get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body().at("/status").asString()).isEqualTo("unhealthy");
            assertThat(health.body().at("/dependencies/bm25_index").asString()).isEqualTo("loading");
            var search = late.search(UUID.randomUUID(), "oil");
            assertThat(search.status()).isEqualTo(503);
            assertThat(search.headers().firstValue("Retry-After")).isPresent();

            ThrowawayPostgres.shared().start();
            await().atMost(PATIENCE).until(() -> late.get("/health").status() == 200);
            YachtId yacht = new YachtId(UUID.randomUUID());
            new YachtRegistry(new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()))
                    .save(yacht, "Late", ZoneOffset.UTC, new Signature("late"), false);
            await().atMost(PATIENCE)
                    .until(() -> late.submit(yacht, "Late", "## One\nBetter late.", Map.of())
                                    .status()
                            == 202);
            await().atMost(PATIENCE)
                    .until(() -> late.search(yacht, "better late").values("/id").size() == 1);
        }
    }

    @Test
    void aRestartGoesOnWithTheVectorsThatWereMissing() {
        YachtId yacht = ENGINES.newYacht();
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        String job;
        try {
            job = ENGINES.lucene
                    .submit(yacht, "Half way", "## One\nStored while nothing could be embedded.", Map.of())
                    .body()
                    .at("/job_id")
                    .asString();
        } finally {
            ENGINES.embeddings.mode = FakeEmbeddings.Mode.UP;
        }
        // What a crash leaves: no vector, an open job, and nobody who remembers.
        ENGINES.awaitJob(ENGINES.lucene, yacht, job);
        ENGINES.owner.update("delete from chunk_embeddings where yacht_id = ?", yacht.value());
        ENGINES.owner.update("update jobs set status = 'running', done = 0 where id = ?", UUID.fromString(job));

        String url = String.valueOf(
                ((DriverManagerDataSource) java.util.Objects.requireNonNull(ENGINES.owner.getDataSource())).getUrl());
        try (Engine restarted = new Engine(ENGINES.properties(url, "lucene"))) {
            await().atMost(PATIENCE).until(() -> restarted.get("/health").status() == 200);
            ENGINES.awaitJob(restarted, yacht, job);
            await().atMost(PATIENCE)
                    .until(() -> restarted
                            .search(yacht, "stored while", Map.of("search_type", "vector"))
                            .values("/metadata/title")
                            .contains("Half way"));
        }
    }
}
