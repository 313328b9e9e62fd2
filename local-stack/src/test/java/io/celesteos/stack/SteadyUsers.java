package io.celesteos.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** People who go on asking whatever happens, each a question a second, in turn on every path that answers questions. */
final class SteadyUsers implements AutoCloseable {

    /** Each is answered by pages or records of the demo yacht, by words as well as by meaning. */
    private static final List<String> QUESTIONS = List.of(
            "Gen 2 SPN 4364 FMI 2 overheating",
            "stabiliser B oil leak",
            "CAT 3512 overheating",
            "watermaker salinity high",
            "main engine oil pressure low",
            "bilge pump does not start");

    /** A stream that was under way when its service died, and says so. */
    static final String BROKEN_OFF = "broken off";

    /** Where a question goes and in what form. */
    enum Path {
        ANSWER("/webhook/search", "query", "/results"),
        SEARCH("/api/v1/search", "query", "/results"),
        EXTRACT("/api/v1/extract", "text", "/entities"),
        STREAM("/api/v1/stream", "query", null),
        BATCH("/api/v1/answer", "query", "/results"),
        EMBED("/api/v1/embed", "texts", "/embeddings");

        private final String path;
        private final String field;
        private final @Nullable String content;

        Path(String path, String field, @Nullable String content) {
            this.path = path;
            this.field = field;
            this.content = content;
        }

        private Object value(String question) {
            return this == EMBED ? List.of(question) : question;
        }
    }

    /**
     * @param status of HTTP; 0 when the connection broke
     * @param retryAfter whether the answer says when to come again
     * @param empty whether there is nothing in it
     * @param body its beginning
     */
    record Answered(Path path, int status, boolean retryAfter, boolean empty, String degraded, String body) {

        Answered {
            body = body.substring(0, Math.min(300, body.length()));
        }

        boolean whole() {
            return status == 200 && !empty && degraded.isEmpty();
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final int basePort;

    SteadyUsers(int basePort, int users) {
        this.basePort = basePort;
        for (int user = 0; user < users; user++) {
            int first = user;
            people.submit(() -> askOnAndOn(first));
        }
    }

    private void askOnAndOn(int first) {
        for (int turn = first; !Thread.currentThread().isInterrupted(); turn++) {
            answers.add(ask(
                    Path.values()[turn % Path.values().length],
                    QUESTIONS.get(turn / Path.values().length % QUESTIONS.size())));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    /** One question of one person, beside what the others ask. */
    Answered ask(Path path, String question) {
        try {
            var answer = http.send(request(path, question), HttpResponse.BodyHandlers.ofString());
            Optional<String> retryAfter = answer.headers().firstValue("Retry-After");
            if (answer.statusCode() != 200) {
                return new Answered(path, answer.statusCode(), retryAfter.isPresent(), true, "", answer.body());
            }
            return path.content == null ? streamed(path, answer.body()) : document(path, answer.body());
        } catch (IOException broken) {
            return new Answered(path, 0, false, true, "", broken.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Answered(path, 200, false, false, "", "stopped by the test itself");
        }
    }

    private HttpRequest request(Path path, String question) {
        String query = path == Path.STREAM ? "?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8) : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + basePort + path.path + query))
                .timeout(Duration.ofSeconds(30))
                .header("X-Yacht-Signature", RunningStack.DEMO);
        if (path == Path.STREAM) {
            return request.build();
        }
        String body = RunningStack.json(Map.of(path.field, path.value(question)));
        return request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static Answered document(Path path, String body) {
        var tree = RunningStack.tree(body);
        Set<String> degraded = new TreeSet<>();
        for (String place : List.of("/metadata/degraded", "/search_metadata/degraded", "/degraded")) {
            tree.at(place).forEach(each -> degraded.add(each.asString()));
        }
        return new Answered(path, 200, false, tree.at(path.content).isEmpty(), missing(degraded), body);
    }

    /** A stream that breaks off without {@code complete} or {@code error} is a broken answer. */
    private static Answered streamed(Path path, String body) {
        Set<String> events = new TreeSet<>();
        Set<String> degraded = new TreeSet<>();
        body.lines()
                .filter(line -> line.startsWith("event:"))
                .forEach(line -> events.add(line.substring(6).strip()));
        body.lines()
                .filter(line -> line.startsWith("data:") && line.contains("\"degraded\""))
                .forEach(line -> RunningStack.tree(line.substring(5))
                        .at("/degraded")
                        .forEach(each -> degraded.add(each.asString())));
        String missing = missing(degraded);
        boolean brokenOff = missing.isEmpty() && events.contains("error");
        boolean ended = events.contains("complete") || events.contains("error");
        return new Answered(
                path, ended ? 200 : 0, false, !events.contains("result"), brokenOff ? BROKEN_OFF : missing, body);
    }

    /** Without what the stack never has here, or may lack in any busy second. */
    private static String missing(Set<String> degraded) {
        degraded.removeAll(Set.of("rerank_unavailable", "rerank_incomplete", "llm_unavailable"));
        return String.join(",", degraded);
    }

    /** What was answered since the last call. */
    List<Answered> since() {
        List<Answered> taken = new ArrayList<>();
        for (Answered next = answers.poll(); next != null; next = answers.poll()) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        people.shutdownNow();
        people.awaitTermination(35, TimeUnit.SECONDS);
        http.close();
    }
}
