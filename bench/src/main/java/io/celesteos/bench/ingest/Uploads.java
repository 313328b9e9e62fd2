package io.celesteos.bench.ingest;

import io.celesteos.bench.process.KeepAlive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends files as multipart requests, as many at once as it is told, and follows the jobs to their ends. */
final class Uploads implements AutoCloseable {

    private static final int FILES_A_REQUEST = 50;
    private static final String BOUNDARY = "----------------measured";
    private static final Duration REQUEST = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Of a job that does not get on: its service is broken, not slow. */
    private static final Duration STANDS_STILL = Duration.ofMinutes(3);

    private final URI engine;
    private final String yacht;
    private final int atOnce;
    private final KeepAlive jobs;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = JsonMapper.shared();

    Uploads(URI engine, String yacht, int atOnce) {
        this.engine = engine;
        this.yacht = yacht;
        this.atOnce = atOnce;
        this.jobs = new KeepAlive(engine);
    }

    /** What one part came to: the documents stored, and the seconds until the last request was answered. */
    record Sent(List<String> jobs, List<String> documents, double seconds) {}

    /** @param progress is told of files that were sent */
    Sent send(List<Path> files, LongConsumer progress) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(atOnce)) {
            for (int from = 0; from < files.size(); from += FILES_A_REQUEST) {
                List<Path> some = files.subList(from, Math.min(from + FILES_A_REQUEST, files.size()));
                int sent = from + some.size();
                answers.add(callers.submit(() -> {
                    JsonNode answer = send(some);
                    progress.accept(sent);
                    return answer;
                }));
            }
        }
        List<String> ids = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        for (Future<JsonNode> each : answers) {
            JsonNode answer = whole(each);
            ids.add(answer.at("/job_id").asString());
            answer.at("/document_ids").forEach(id -> documents.add(id.asString()));
        }
        return new Sent(ids, documents, (System.nanoTime() - start) / 1e9);
    }

    private static JsonNode whole(Future<JsonNode> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
    }

    private JsonNode send(List<Path> files) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(engine.resolve("/api/v1/documents?yacht_id=" + yacht))
                .timeout(REQUEST)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(body(files))
                .build();
        while (true) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                return json.readTree(answer.body());
            }
            String comeAgain = answer.headers().firstValue("Retry-After").orElse("");
            if (answer.statusCode() != 503 || comeAgain.isEmpty()) {
                throw new IOException("the upload was answered " + answer.statusCode() + ": " + answer.body());
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Long.parseLong(comeAgain)));
        }
    }

    /** Files are read while they are sent; nothing but the lines between them is held. */
    private static BodyPublisher body(List<Path> files) throws IOException {
        List<BodyPublisher> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(BodyPublishers.ofString("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + file.getFileName()
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    /** Returns when every job has ended well. */
    void await(List<String> ids) throws IOException {
        for (String id : ids) {
            String before = "";
            long since = System.nanoTime();
            while (true) {
                JsonNode job = json.readTree(jobs.get("/api/v1/jobs/" + id + "?yacht_id=" + yacht));
                String status = job.at("/status").asString();
                if (status.equals("succeeded")) {
                    break;
                }
                if (status.equals("failed") || status.equals("cancelled")) {
                    throw new IOException(
                            "job " + id + " " + status + ": " + job.at("/error").asString(""));
                }
                String now = job.at("/progress").toString();
                if (!now.equals(before)) {
                    since = System.nanoTime();
                    before = now;
                } else if (System.nanoTime() - since > STANDS_STILL.toNanos()) {
                    throw new IOException("job " + id + " stands still at " + now);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
