package io.celesteos.search.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * E2B's HTTP API: sandboxes at {@code /sandboxes}, and the code interpreter of each at
 * {@code /49999-<sandbox>.<domain>/execute}, as its door would route the host's name.
 */
public final class FakeE2b implements AutoCloseable {

    public static final String KEY = "e2b_53cr3tk3y0123456789";
    public static final String ACCESS_TOKEN = "envd-access-53cr3t";
    public static final String TRAFFIC_TOKEN = "traffic-53cr3t";
    public static final String DOMAIN = "sandboxes.example";

    /** What an execution does. */
    public enum Mode {
        RUNS,
        /** One byte at a time. */
        DRIPS,
        FAILS,
        HANGS,
        /** The stream is cut in the middle of a line. */
        DIES,
        GONE,
        FLOODS,
        ENDLESS
    }

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();
    public final Set<String> living = ConcurrentHashMap.newKeySet();
    public final List<String> killed = new CopyOnWriteArrayList<>();
    public final List<JsonNode> created = new CopyOnWriteArrayList<>();
    public final List<JsonNode> executed = new CopyOnWriteArrayList<>();
    public final CountDownLatch hanging = new CountDownLatch(1);
    public volatile Mode mode = Mode.RUNS;

    /** Answered instead of a new sandbox; 0 for none. */
    public volatile int refusal;

    /** How many times a deletion fails first. */
    public final AtomicInteger deafness = new AtomicInteger();

    public volatile String stdout = "fünf ⚓ 5\n";

    public FakeE2b() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/sandboxes", this::sandboxes);
        server.createContext("/", this::interpreter);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where a sandbox's ports are reached. */
    public String address() {
        return url() + "/{port}-{sandbox}.{domain}";
    }

    SandboxProperties properties(Duration limit) {
        return new SandboxProperties(
                KEY,
                URI.create(url()),
                "unused.example",
                address(),
                "code-interpreter-v1",
                false,
                limit,
                Duration.ofSeconds(5),
                DataSize.ofKilobytes(1),
                DataSize.ofMegabytes(1));
    }

    private void sandboxes(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"))) {
            answer(exchange, 401, Map.of("code", 401, "message", "Invalid API key"));
            return;
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            String id = exchange.getRequestURI().getPath().substring("/sandboxes/".length());
            if (deafness.getAndDecrement() > 0) {
                answer(exchange, 500, Map.of("code", 500, "message", "no"));
                return;
            }
            killed.add(id);
            if (living.remove(id)) {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            } else {
                answer(exchange, 404, Map.of("code", 404, "message", "Sandbox \"" + id + "\" not found"));
            }
            return;
        }
        if (refusal != 0) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, refusal, Map.of("code", refusal, "message", "team " + KEY + " is over its limit"));
            return;
        }
        created.add(json.readTree(body));
        String id = "i" + made.incrementAndGet() + "fakesandbox";
        living.add(id);
        answer(
                exchange,
                201,
                Map.of(
                        "templateID", "nlhz8vlwyupq845jsdg9",
                        "sandboxID", id,
                        "clientID", "6532622b",
                        "envdVersion", "0.2.4",
                        "envdAccessToken", ACCESS_TOKEN,
                        "trafficAccessToken", TRAFFIC_TOKEN,
                        "domain", DOMAIN));
    }

    private void interpreter(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
        String id = living.stream()
                .filter(each -> exchange.getRequestURI().getPath().equals("/49999-" + each + "." + DOMAIN + "/execute"))
                .findFirst()
                .orElse("");
        if (id.isEmpty() || mode == Mode.GONE) {
            answer(exchange, 502, Map.of("sandboxId", id, "message", "The sandbox was not found", "code", 502));
            return;
        }
        if (!ACCESS_TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Access-Token"))
                || !TRAFFIC_TOKEN.equals(exchange.getRequestHeaders().getFirst("E2B-Traffic-Access-Token"))) {
            answer(exchange, 401, Map.of("message", "unauthorized"));
            return;
        }
        executed.add(request);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes("{\"type\": \"number_of_executions\", \"execution_count\": 1}\n"));
        stream(out);
        out.close();
    }

    private void stream(OutputStream out) throws IOException {
        switch (mode) {
            case RUNS -> out.write(whole());
            case DRIPS -> {
                for (byte each : whole()) {
                    out.write(each);
                    out.flush();
                }
            }
            case FAILS ->
                out.write(bytes(line(Map.of("type", "stderr", "text", "about to fail\n", "timestamp", "2026-01-01"))
                        + line(Map.of(
                                "type", "error",
                                "name", "ZeroDivisionError",
                                "value", "division by zero",
                                "traceback", "Traceback (most recent call last): ..."))
                        + "{\"type\": \"end_of_execution\"}\n"));
            case HANGS -> {
                out.write(bytes(line(Map.of("type", "stdout", "text", "begun\n", "timestamp", "2026-01-01"))));
                out.flush();
                hanging.countDown();
                untilTheEnd();
            }
            case DIES -> {
                out.write(bytes("{\"type\": \"stdout\", \"text\": \"half a li"));
                out.flush();
                // The server closes a connection whose exchange failed without its last chunk.
                throw new IOException("the machine behind it was taken away");
            }
            case FLOODS -> {
                String line = line(Map.of("type", "stdout", "text", "ü".repeat(300) + "\n", "timestamp", "t"));
                for (int i = 0; i < 100; i++) {
                    out.write(bytes(line));
                }
                out.write(whole());
            }
            case ENDLESS -> {
                byte[] line = bytes(line(Map.of("type", "stdout", "text", "x".repeat(4_000), "timestamp", "t")));
                while (ended.getCount() > 0) {
                    out.write(line);
                }
            }
            case GONE -> {}
        }
    }

    private byte[] whole() {
        return bytes(line(Map.of("type", "stdout", "text", stdout, "timestamp", "2026-01-01T00:00:00Z"))
                + "\r\n"
                + line(Map.of("type", "stderr", "text", "a warning\n", "timestamp", "2026-01-01T00:00:00Z"))
                + line(Map.of("type", "something_new", "text", "unheard of"))
                + line(Map.of("type", "result", "png", "aWNvbg==", "is_main_result", false, "extra", Map.of()))
                + line(Map.of("type", "result", "text", "25", "is_main_result", true, "extra", Map.of()))
                + "{\"type\": \"end_of_execution\"}\n");
    }

    private String line(Map<String, Object> message) {
        return json.writeValueAsString(message) + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void untilTheEnd() {
        try {
            ended.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }
}
