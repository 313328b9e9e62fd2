package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A model change with a replica that still has the old configuration, as during a rolling release. */
class SpaceSwitchIT {

    private static final String OLD_MODEL = "bge-small-en-v1.5";
    private static final String LOGIN = "switching_service";
    private static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SUBJECTS =
            List.of("gangway watches", "stabiliser seal", "purifier belt", "anchor windlass", "galley extractor");

    private final FakeEmbeddings embeddings = new FakeEmbeddings();
    private final YachtId yacht = new YachtId(UUID.randomUUID());
    private String url;
    private JdbcTemplate owner;

    @BeforeEach
    void database() {
        var database = ThrowawayPostgres.shared().newDatabase();
        url = database.jdbcUrl();
        var source = new DriverManagerDataSource(url, database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, LOGIN, PASSWORD);
        owner = new JdbcTemplate(source);
        new YachtRegistry(source).save(yacht, "M/Y", ZoneOffset.UTC, new Signature(yacht.toString()), false);
    }

    @AfterEach
    void end() {
        embeddings.end();
    }

    @Test
    void theOldSpaceServesUntilTheNewOneIsFullAndNobodySwitchesBack() throws Exception {
        try (Engine before = new Engine(properties("lucene", OLD_MODEL, FakeEmbeddings.DIMENSIONS))) {
            SUBJECTS.forEach(subject -> store(before, subject));
            await().atMost(PATIENCE).until(() -> firstOf(before, SUBJECTS.getLast(), OLD_MODEL));

            embeddings.notYet = FakeEmbeddings.LARGE_MODEL;
            try (Engine after =
                    new Engine(properties("pgvector", FakeEmbeddings.LARGE_MODEL, FakeEmbeddings.LARGE_DIMENSIONS))) {
                await().atMost(PATIENCE).until(() -> firstOf(after, SUBJECTS.getFirst(), OLD_MODEL));
                assertTakes(after, FakeEmbeddings.DIMENSIONS, FakeEmbeddings.LARGE_DIMENSIONS);

                // What is written meanwhile is found by its meaning too.
                store(after, "tender davit");
                for (Engine engine : List.of(before, after)) {
                    await().atMost(PATIENCE).until(() -> firstOf(engine, "tender davit", OLD_MODEL));
                }

                switchUnderLoad(List.of(before, after));
                assertTakes(after, FakeEmbeddings.LARGE_DIMENSIONS, FakeEmbeddings.DIMENSIONS);
                assertTakes(before, FakeEmbeddings.LARGE_DIMENSIONS, FakeEmbeddings.DIMENSIONS);
                assertThat(owner.queryForObject("select count(*) from chunk_vectors_large_model", Integer.class))
                        .isEqualTo(SUBJECTS.size() + 1);

                store(before, "radar magnetron");
                for (Engine engine : List.of(before, after)) {
                    await().atMost(PATIENCE)
                            .until(() -> firstOf(engine, "radar magnetron", FakeEmbeddings.LARGE_MODEL));
                }
            }
        }
        // Back is a switch like any other, and this space is full already.
        try (Engine back = new Engine(properties("pgvector", OLD_MODEL, FakeEmbeddings.DIMENSIONS))) {
            await().atMost(PATIENCE).until(() -> firstOf(back, "radar magnetron", OLD_MODEL));
        }
    }

    @Test
    void aSpaceIsNotGivenToVectorsOfAnotherLength() {
        try (Engine engine = new Engine(properties("pgvector", OLD_MODEL, FakeEmbeddings.DIMENSIONS))) {
            store(engine, SUBJECTS.getFirst());
            await().atMost(PATIENCE).until(() -> firstOf(engine, SUBJECTS.getFirst(), OLD_MODEL));
        }
        Map<String, String> wrong = properties("pgvector", FakeEmbeddings.LARGE_MODEL, FakeEmbeddings.LARGE_DIMENSIONS);
        wrong.put("search.embedding.space", OLD_MODEL);
        try (Engine engine = new Engine(wrong)) {
            // It has tried to load the yacht and could not.
            await().atMost(PATIENCE)
                    .until(() -> engine.get("/actuator/metrics/search.index.failures")
                                    .body()
                                    .at("/measurements/0/value")
                                    .asDouble(0)
                            > 0);
            assertThat(engine.search(yacht, SUBJECTS.getFirst()).status()).isEqualTo(503);
            assertThat(owner.queryForList(
                            "select distinct octet_length(embedding) from chunk_embeddings", Integer.class))
                    .containsExactly(FakeEmbeddings.DIMENSIONS * Float.BYTES);
        }
    }

    /** Whatever is asked during the switch is answered, in one space or the other and never with less. */
    private void switchUnderLoad(List<Engine> engines) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<Thread> callers = engines.stream()
                .map(engine -> Thread.ofVirtual().start(() -> {
                    for (int turn = 0; !done.get(); turn++) {
                        String subject = SUBJECTS.get(turn % SUBJECTS.size());
                        var answer = ask(engine, subject + " " + turn);
                        if (answer.status() != 200
                                || !answer.values("/metadata/title").contains(subject)
                                || !answer.degraded().isEmpty()) {
                            wrong.add(answer.toString());
                        }
                    }
                }))
                .toList();
        embeddings.notYet = "";
        try {
            for (Engine engine : engines) {
                await().atMost(PATIENCE).until(() -> firstOf(engine, SUBJECTS.getFirst(), FakeEmbeddings.LARGE_MODEL));
            }
        } finally {
            done.set(true);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(wrong).isEmpty();
    }

    private boolean firstOf(Engine engine, String subject, String model) {
        var answer = ask(engine, subject);
        return answer.status() == 200
                && answer.degraded().isEmpty()
                && answer.body()
                        .at("/search_metadata/models/embedding")
                        .asString()
                        .equals(model)
                && answer.values("/metadata/title").stream().findFirst().equals(Optional.of(subject));
    }

    private Engine.Answer ask(Engine engine, String query) {
        return engine.search(yacht, query, Map.of("search_type", "vector", "rerank", false));
    }

    private void assertTakes(Engine engine, int dimensions, int others) {
        var taken = engine.search(yacht, "x", Map.of("query_embedding", vector(dimensions), "search_type", "vector"));
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.values("/id")).isNotEmpty();

        var refused = engine.search(yacht, "x", Map.of("query_embedding", vector(others), "search_type", "vector"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("query_embedding");
        assertThat(refused.body().at("/errors/0/message").asString()).contains(Integer.toString(dimensions));
    }

    private static List<Float> vector(int dimensions) {
        List<Float> vector = new ArrayList<>();
        for (float value : FakeEmbeddings.vector("gangway watches", dimensions)) {
            vector.add(value);
        }
        return vector;
    }

    private void store(Engine engine, String subject) {
        String text = "All there is to know of the " + subject + ".";
        await().atMost(PATIENCE)
                .until(() -> engine.submit(yacht, subject, text, Map.of()).status() == 202);
    }

    private Map<String, String> properties(String backend, String model, int dimensions) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", LOGIN);
        properties.put("spring.datasource.password", PASSWORD);
        properties.put("search.embedding.url", embeddings.url());
        properties.put("search.embedding.model", model);
        properties.put("search.embedding.dimensions", Integer.toString(dimensions));
        properties.put("search.vector.backend", backend);
        properties.put("search.vector.exact-below", "0");
        properties.put("search.lexical.exact-vectors", "0");
        return properties;
    }
}
