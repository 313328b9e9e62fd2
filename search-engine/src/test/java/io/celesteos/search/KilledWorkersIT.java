package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.YachtRegistry;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import io.celesteos.testbed.redis.ThrowawayRedis;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that answers and two that work, over a database and a Redis; each of them is killed outright at random
 * moments while documents come in. In the end every document is there, and is there once.
 */
class KilledWorkersIT {

    private static final int DOCUMENTS = 500;
    private static final int BATCH = 50;

    /** Another seed for other moments: {@code -Dkilled.workers.seed=7}. */
    private static final long SEED = Long.getLong("killed.workers.seed", System.nanoTime());

    private static final ThrowawayPostgres POSTGRES = ThrowawayPostgres.shared();
    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static final FakeEmbeddings EMBEDDINGS = new FakeEmbeddings();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Random RANDOM = new Random(SEED);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static JdbcTemplate owner;
    private static YachtRegistry registry;
    private static EngineProcess web;
    private static EngineProcess first;
    private static EngineProcess second;

    @BeforeAll
    static void oneAnswersAndTwoWork() {
        var database = POSTGRES.newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(source);
        ServiceLogin.ensure(source, "killed_workers", "secret");
        owner = new JdbcTemplate(source);
        // What was answered with 202 must outlive the server, as it does in production.
        owner.execute("alter database " + database.jdbcUrl().replaceAll(".*/", "") + " set synchronous_commit = on");
        registry = new YachtRegistry(source);
        Map<String, String> common = new LinkedHashMap<>();
        common.put("spring.datasource.url", database.jdbcUrl());
        common.put("spring.datasource.username", "killed_workers");
        common.put("spring.datasource.password", "secret");
        common.put("spring.datasource.hikari.data-source-properties.socketTimeout", "10");
        common.put("search.cache.redis-url", REDIS.uri());
        common.put("search.embedding.url", EMBEDDINGS.url());
        common.put("search.fallback-embedding.api-key", "");
        common.put("search.backfill.first-pause", "50ms");
        common.put("search.backfill.longest-pause", "500ms");
        common.put("search.jobs.poll-every", "500ms");
        common.put("search.jobs.heartbeat-every", "500ms");
        common.put("search.jobs.missed-heartbeats", "4");
        common.put("search.uploads.attempts", "50");
        common.put("search.uploads.first-pause", "100ms");
        common.put("search.uploads.longest-pause", "1s");
        common.put("search.uploads.tend", "2s");
        web = process("web", common, Map.of("search.jobs.workers", "0", "search.backfill.enabled", "false"));
        first = process("first", common, Map.of("spring.profiles.active", "worker", "search.jobs.workers", "2"));
        second = process("second", common, Map.of("spring.profiles.active", "worker", "search.jobs.workers", "2"));
        web.start();
        patiently().until(() -> status(web, "/actuator/health/liveness") == 200);
    }

    private static EngineProcess process(String name, Map<String, String> common, Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(common);
        all.putAll(own);
        return new EngineProcess(name, all, folder);
    }

    @AfterAll
    static void allEnd() {
        List.of(web, first, second).forEach(EngineProcess::close);
        EMBEDDINGS.end();
        POSTGRES.start();
        REDIS.start();
    }

    @Test
    void everyDocumentIsInOnceWhoeverIsKilled() throws Exception {
        YachtId large = yacht();
        YachtId small = yacht();
        System.getLogger("killed").log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        // Nobody works yet: what comes first waits, and who comes second has fewer.
        List<String> jobs = Collections.synchronizedList(new ArrayList<>());
        for (int batch = 0; batch < 3; batch++) {
            jobs.add(send(large, batch));
        }
        String few = upload(small, files(900, 5));
        first.start();
        second.start();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int batch = 3; batch < DOCUMENTS / BATCH; batch++) {
                int known = batch;
                patiently().until(() -> stored(large) > (known - 3) * BATCH);
                jobs.add(send(large, batch));
            }
        });

        for (Runnable death : deaths()) {
            int moment = stored(large) + 10 + RANDOM.nextInt(50);
            patiently().until(() -> {
                assertThat(sending).isNotCompletedExceptionally();
                return stored(large) >= moment || stored(large) == DOCUMENTS;
            });
            death.run();
        }
        sending.join();

        jobs.forEach(job -> ended(large, job));
        ended(small, few);
        patiently()
                .untilAsserted(() -> assertThat(
                                count("select count(*) from scheduled_tasks where task_name = ?", "read-uploads"))
                        .isZero());
        whole(large, DOCUMENTS);
        whole(small, 5);
        // The few files of one yacht did not wait for the many of another.
        assertThat(count("""
                select count(*) from documents where yacht_id = ? and created_at < (
                    select max(created_at) from documents where yacht_id = ?)""", large.value(), small.value())).isLessThan(60);
    }

    /** Each of them at least once. */
    private List<Runnable> deaths() {
        List<Runnable> deaths = new ArrayList<>(List.of(
                () -> again(first),
                () -> again(second),
                () -> again(web),
                KilledWorkersIT::killDatabase,
                KilledWorkersIT::killRedis,
                () -> again(RANDOM.nextBoolean() ? first : second)));
        Collections.shuffle(deaths, RANDOM);
        return deaths;
    }

    private static void again(EngineProcess process) {
        process.kill();
        process.start();
    }

    private static void killDatabase() {
        POSTGRES.kill();
        POSTGRES.start();
    }

    private static void killRedis() {
        REDIS.kill();
        REDIS.start();
    }

    @Test
    void aWorkerWithoutRoomPutsFilesOffUntilThereIsSome() throws Exception {
        YachtId yacht = yacht();
        // Each has a file where its folder for temporary files was.
        for (EngineProcess worker : List.of(first, second)) {
            worker.kill();
            worker.start();
            patiently().until(() -> status(worker, "/health") != 0);
            Path folder = worker.temporary();
            Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
            Files.writeString(folder, "full");
        }

        String job = upload(yacht, files(0, 2));

        patiently()
                .until(() -> report(yacht, job)
                        .at("/files/0/error")
                        .asString()
                        .startsWith("could not be read here: no room"));
        assertThat(report(yacht, job).at("/status").asString()).isEqualTo("running");
        assertThat(count("select count(*) from documents where yacht_id = ?", yacht.value()))
                .isZero();
        // A worker answers nobody but those who ask how it is.
        assertThat(status(first, "/api/v1/jobs?yacht_id=" + yacht)).isEqualTo(404);

        for (EngineProcess worker : List.of(first, second)) {
            Path folder = worker.temporary();
            Files.delete(folder);
            Files.move(folder.resolveSibling(folder.getFileName() + "-away"), folder);
        }
        ended(yacht, job);
        whole(yacht, 2);
    }

    private static YachtId yacht() {
        YachtId yacht = new YachtId(UUID.randomUUID());
        patiently().ignoreExceptions().until(() -> {
            registry.save(yacht, "M/Y " + yacht, ZoneOffset.UTC, new Signature(yacht.toString()), false);
            return true;
        });
        return yacht;
    }

    private static String send(YachtId yacht, int batch) {
        return upload(yacht, files(batch * BATCH, BATCH));
    }

    private static Map<String, byte[]> files(int from, int count) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = from; i < from + count; i++) {
            files.put(
                    "note " + i + ".md",
                    ("## Note " + i + "\nThis is number " + i + ": check valve " + i * 7 + " of the bilge manifold.")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /** Sent again until it was accepted, as a caller does who does not know what became of it. */
    private static String upload(YachtId yacht, Map<String, byte[]> files) {
        HttpRequest request = Multipart.post(web.uri("/api/v1/documents?yacht_id=" + yacht), files, Map.of())
                .timeout(Duration.ofSeconds(20))
                .build();
        return patiently()
                .ignoreExceptions()
                .until(
                        () -> {
                            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                            return answer.statusCode() == 202
                                    ? JsonMapper.shared()
                                            .readTree(answer.body())
                                            .at("/job_id")
                                            .asString()
                                    : "";
                        },
                        job -> !job.isEmpty());
    }

    private static void ended(YachtId yacht, String job) {
        JsonNode report = patiently()
                .until(
                        () -> report(yacht, job),
                        each -> List.of("succeeded", "failed", "cancelled")
                                .contains(each.at("/status").asString()));
        assertThat(report.at("/status").asString()).as(report.toString()).isEqualTo("succeeded");
    }

    private static JsonNode report(YachtId yacht, String job) {
        try {
            return JsonMapper.shared()
                    .readTree(HTTP.send(
                                    HttpRequest.newBuilder(web.uri("/api/v1/jobs/" + job + "?yacht_id=" + yacht))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException away) {
            return JsonMapper.shared().createObjectNode();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static int status(EngineProcess process, String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(process.uri(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Every document of the yacht with its passages and their vectors, once; nothing left over. */
    private static void whole(YachtId yacht, int documents) {
        Object id = yacht.value();
        assertThat(count("select count(*) from documents where yacht_id = ?", id))
                .isEqualTo(documents);
        assertThat(count("select count(distinct title) from documents where yacht_id = ?", id))
                .isEqualTo(documents);
        assertThat(count("select count(*) from document_chunks where yacht_id = ?", id))
                .isEqualTo(documents);
        assertThat(count(
                        "select count(distinct (document_id, chunk_index)) from document_chunks where yacht_id = ?",
                        id))
                .isEqualTo(documents);
        patiently()
                .untilAsserted(() -> assertThat(count(
                                "select count(distinct c.id) from document_chunks c join chunk_embeddings e on e.chunk_id = c.id"
                                        + " where c.yacht_id = ?",
                                id))
                        .isEqualTo(documents));
        assertThat(count("select count(*) from job_files where yacht_id = ?", id))
                .isZero();
        assertThat(count("select count(*) from upload_files where yacht_id = ? and stage <> 'ended'", id))
                .isZero();
        assertThat(count("select count(*) from jobs where yacht_id = ? and status <> 'succeeded'", id))
                .isZero();
    }

    private static int stored(YachtId yacht) {
        return (int) count("select count(*) from documents where yacht_id = ?", yacht.value());
    }

    private static long count(String sql, Object... parameters) {
        Long count = owner.queryForObject(sql, Long.class, parameters);
        return count == null ? 0 : count;
    }

    private static ConditionFactory patiently() {
        return await("seed " + SEED)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(DataAccessResourceFailureException.class)
                .ignoreException(CannotGetJdbcConnectionException.class);
    }
}
