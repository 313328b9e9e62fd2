package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as their yacht sees them: listed, followed, cancelled, forgotten. */
class IngestionJobsIT {

    private static final Engines ENGINES = Engines.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final YachtId yacht = ENGINES.newYacht();

    @AfterEach
    void embeddingsAreBack() {
        if (ENGINES.embeddings.mode != FakeEmbeddings.Mode.UP) {
            ENGINES.embeddingsAreBack();
        }
    }

    @Test
    void aJobIsFollowedToItsEnd() throws Exception {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        String job = upload(Map.of("one.md", text("Fill the header tank."), "two.md", text("Bleed the radiator.")));
        HttpResponse<java.util.stream.Stream<String>> events = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(ENGINES.lucene.uri(path(job, "/events")))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(events.statusCode()).isEqualTo(200);
        List<String> lines = new ArrayList<>();
        try (var body = events.body()) {
            Iterator<String> following = body.iterator();
            until(following, lines, line -> line.contains("\"stage\":\"embedding\""));
            ENGINES.embeddings.mode = FakeEmbeddings.Mode.UP;
            until(following, lines, line -> line.equals("event:complete"));
            until(following, lines, line -> line.startsWith("data:"));
            assertThat(following.hasNext() && !following.next().isEmpty()).isFalse();
        }

        assertThat(lines).first().isEqualTo("event:progress");
        assertThat(lines.stream().filter("event:complete"::equals)).hasSize(1);
        JsonNode last = JsonMapper.shared().readTree(lines.getLast().substring("data:".length()));
        assertThat(last.at("/id").asString()).isEqualTo(job);
        assertThat(last.at("/status").asString()).isEqualTo("succeeded");
        assertThat(last.at("/files/0/stage").asString()).isEqualTo("done");
        assertThat(last.at("/ended_at").asString()).isNotEmpty();
    }

    private static void until(
            Iterator<String> following, List<String> lines, java.util.function.Predicate<String> wanted) {
        String line = "";
        while (!wanted.test(line)) {
            line = following.next();
            lines.add(line);
        }
    }

    @Test
    void anotherYachtsJobIsNoJob() {
        YachtId other = ENGINES.newYacht();
        String job = upload(Map.of("one.md", text("Ours alone.")));

        for (Engine.Answer answer : List.of(
                ENGINES.lucene.get("/api/v1/jobs/" + job + "?yacht_id=" + other),
                ENGINES.lucene.get("/api/v1/jobs/" + job + "/events?yacht_id=" + other),
                ENGINES.lucene.post("/api/v1/jobs/" + job + "/cancel?yacht_id=" + other, ""))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_found");
        }
        assertThat(ENGINES.lucene
                        .get("/api/v1/jobs?yacht_id=" + other)
                        .body()
                        .at("/jobs")
                        .size())
                .isZero();
        ended(job);
    }

    @Test
    void jobsAreListedNewestFirst() {
        String first = upload(Map.of("one.md", text("The first.")));
        ended(first);
        String second = upload(Map.of("two.md", text("The second.")));
        ended(second);

        JsonNode all = ENGINES.lucene.get("/api/v1/jobs?yacht_id=" + yacht).body();

        assertThat(all.at("/jobs/0/id").asString()).isEqualTo(second);
        assertThat(all.at("/jobs/1/id").asString()).isEqualTo(first);
        assertThat(all.at("/jobs/0/kind").asString()).isEqualTo("ingest");
        assertThat(list("&limit=1")).containsExactly(second);
        assertThat(list("&status=succeeded")).containsExactly(second, first);
        assertThat(list("&status=cancelled")).isEmpty();
        assertThat(ENGINES.lucene
                        .get("/api/v1/jobs?status=lost&yacht_id=" + yacht)
                        .status())
                .isEqualTo(400);
        assertThat(ENGINES.lucene.get("/api/v1/jobs?limit=0&yacht_id=" + yacht).status())
                .isEqualTo(400);
    }

    private List<String> list(String more) {
        List<String> ids = new ArrayList<>();
        ENGINES.lucene
                .get("/api/v1/jobs?yacht_id=" + yacht + more)
                .body()
                .at("/jobs")
                .forEach(each -> ids.add(each.at("/id").asString()));
        return ids;
    }

    @Test
    void whatACancelledJobHasNotStoredIsNeverRead() {
        String job = upload(Map.of("a.md", text("Stored in time."), "b.md", text("Too late.")));
        JsonNode done = ended(job);
        UUID late = UUID.fromString(done.at("/files/1/document_id").asString());
        // As if its second file still waited for its turn.
        ENGINES.owner.update("delete from documents where id = ?", late);
        ENGINES.owner.update(
                "update jobs set kind = 'ingest_files', status = 'running', done = 1, total = 2 where id = ?::uuid",
                job);
        ENGINES.owner.update("""
                update upload_files set stage = 'received', not_before = now() + interval '3 seconds',
                    report = report || '{"status": "waiting"}' where job_id = ?::uuid and position = 1""", job);
        ENGINES.owner.update(
                "insert into job_files (job_id, yacht_id, position, part, bytes) values (?::uuid, ?, 1, 0, ?)",
                job,
                yacht.value(),
                text("Too late."));

        Engine.Answer cancelled = ENGINES.lucene.post(path(job, "/cancel"), "");

        assertThat(cancelled.status()).as(cancelled.body().toString()).isEqualTo(202);
        assertThat(cancelled.body().at("/status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.body().at("/files/0/status").asString()).isEqualTo("stored");
        assertThat(cancelled.body().at("/files/1/status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.body().at("/notice").asString()).startsWith("1 of 2 files are stored");
        assertThat(count("job_files")).isZero();
        // Those that follow are read, and it is not.
        ended(upload(Map.of("c.md", text("Afterwards."))));
        assertThat(ENGINES.owner.queryForObject("select count(*) from documents where id = ?", Integer.class, late))
                .isZero();
        Engine.Answer again = ENGINES.lucene.post(path(job, "/cancel"), "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().at("/detail").asString()).contains("was cancelled");
    }

    @Test
    void whatACancelledJobHasStoredStillGetsItsVectors() {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        String job = upload(Map.of("a.md", text("Stored and not embedded.")));
        await().atMost(PATIENCE).until(() -> count("documents") == 1);

        assertThat(ENGINES.lucene.post(path(job, "/cancel"), "").status()).isEqualTo(202);
        ENGINES.embeddingsAreBack();

        ENGINES.awaitCurrent(yacht);
        assertThat(report(job).at("/status").asString()).isEqualTo("cancelled");
    }

    @Test
    void aJobThatDoesNotGetOnIsToldToStall() {
        ENGINES.embeddings.mode = FakeEmbeddings.Mode.DOWN;
        String job = upload(Map.of("a.md", text("Waits for its vectors.")));
        await().atMost(PATIENCE)
                .until(() -> report(job).at("/progress/stage").asString().equals("embed"));
        assertThat(report(job).at("/stalled").asBoolean()).isFalse();

        ENGINES.owner.update("update jobs set progressed_at = now() - interval '10 minutes' where id = ?::uuid", job);

        assertThat(report(job).at("/stalled").asBoolean()).isTrue();
        assertThat(report(job).at("/progress/eta_seconds").isMissingNode()).isTrue();
        ENGINES.embeddingsAreBack();
        assertThat(ended(job).at("/stalled").asBoolean()).isFalse();
    }

    @Test
    void jobsAreForgottenLongAfterTheirEnd() {
        String old = upload(Map.of("a.md", text("Long ago.")));
        String recent = upload(Map.of("b.md", text("Just now.")));
        ended(old);
        ended(recent);

        ENGINES.owner.update("update jobs set ended_at = now() - interval '31 days' where id = ?::uuid", old);

        await().atMost(PATIENCE).until(() -> ENGINES.lucene.get(path(old, "")).status() == 404);
        assertThat(ENGINES.lucene.get(path(recent, "")).status()).isEqualTo(200);
        assertThat(count("documents")).isEqualTo(2);
    }

    private static byte[] text(String words) {
        return ("## Note\n" + words).getBytes(StandardCharsets.UTF_8);
    }

    private String upload(Map<String, byte[]> files) {
        Engine.Answer accepted = ENGINES.lucene.send(Multipart.post(
                ENGINES.lucene.uri("/api/v1/documents?yacht_id=" + yacht), new java.util.TreeMap<>(files), Map.of()));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        return accepted.body().at("/job_id").asString();
    }

    private String path(String job, String more) {
        return "/api/v1/jobs/" + job + more + "?yacht_id=" + yacht;
    }

    private JsonNode report(String job) {
        return ENGINES.lucene.get(path(job, "")).body();
    }

    private JsonNode ended(String job) {
        return await().atMost(PATIENCE)
                .until(
                        () -> report(job),
                        report -> List.of("succeeded", "failed")
                                .contains(report.at("/status").asString()));
    }

    private int count(String table) {
        Integer count = ENGINES.owner.queryForObject(
                "select count(*) from " + table + " where yacht_id = ?", Integer.class, yacht.value());
        return count == null ? 0 : count;
    }
}
