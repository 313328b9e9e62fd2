package io.celesteos.stack.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway with the contract's shapes over real HTTP: what a test has it say is said in turn, the last thing again
 * and again. Uploads are taken apart, and become jobs that have read their files at the second look.
 */
final class SpokenGateway implements AutoCloseable {

    static final String CREDENTIAL = "test-signature";

    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private final HttpServer server;
    private final Map<String, Deque<Said>> said = new HashMap<>();
    final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> jobs = new HashMap<>();
    private final AtomicInteger looks = new AtomicInteger();

    /** A request; {@code files} as they were called, of an upload. */
    record Heard(
            String method,
            String path,
            Map<String, String> parameters,
            Map<String, String> headers,
            String body,
            List<String> files) {}

    /** What is answered. */
    record Said(int status, String body, String type, Map<String, String> headers) {}

    SpokenGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    SpokenGateway say(String call, String json) {
        return say(call, 200, json, Map.of());
    }

    SpokenGateway say(String call, int status, String json, Map<String, String> headers) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return say(call, new Said(status, json, type, headers));
    }

    synchronized SpokenGateway say(String call, Said what) {
        said.computeIfAbsent(call, any -> new ArrayDeque<>()).add(what);
        return this;
    }

    static String problem(int status, String code, String detail, boolean retryable) {
        return "{\"type\":\"urn:celeste:problem:" + code + "\",\"title\":\"t\",\"status\":" + status + ",\"detail\":\""
                + detail + "\",\"code\":\"" + code + "\",\"retryable\":" + retryable + "}";
    }

    List<Heard> heard(String call) {
        return heard.stream()
                .filter(each -> (each.method() + " " + each.path()).equals(call))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Heard request = hear(exchange);
            heard.add(request);
            Said answer = credentialIn(exchange)
                    ? next(request)
                    : new Said(
                            401,
                            problem(401, "unauthorized", "Send the yacht's signature.", false),
                            "application/problem+json",
                            Map.of());
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean credentialIn(HttpExchange exchange) {
        return CREDENTIAL.equals(exchange.getRequestHeaders().getFirst("X-Yacht-Signature"));
    }

    private static Heard hear(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                parameters.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("^[^=]*=", ""));
            }
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> files = new ArrayList<>();
        Matcher names = FILE.matcher(body);
        while (names.find()) {
            files.add(names.group(1));
        }
        return new Heard(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), parameters, headers, body, files);
    }

    private synchronized Said next(Heard request) {
        Deque<Said> waiting = said.get(request.method() + " " + request.path());
        if (waiting != null && !waiting.isEmpty()) {
            return waiting.size() > 1 ? waiting.removeFirst() : once(waiting);
        }
        if (request.method().equals("POST") && request.path().equals("/api/v1/documents")) {
            String id = "00000000-0000-4000-8000-%012d".formatted(jobs.size() + 1);
            jobs.put(id, request.files());
            return new Said(202, "{\"job_id\":\"" + id + "\",\"document_ids\":[]}", "application/json", Map.of());
        }
        if (request.method().equals("GET") && request.path().equals("/api/v1/documents")) {
            return new Said(200, "{\"documents\":[],\"total\":0}", "application/json", Map.of());
        }
        List<String> files = jobs.get(request.path().replace("/api/v1/jobs/", ""));
        return files == null
                ? new Said(
                        404,
                        problem(404, "not_found", "There is no such job.", false),
                        "application/problem+json",
                        Map.of())
                : new Said(200, job(request.path().replace("/api/v1/jobs/", ""), files), "application/json", Map.of());
    }

    /** A refusal to be sent again later is said once; all else stays true. */
    private static Said once(Deque<Said> waiting) {
        return waiting.getFirst().headers().containsKey("Retry-After") ? waiting.removeFirst() : waiting.getFirst();
    }

    private String job(String id, List<String> files) {
        boolean read = looks.getAndIncrement() > 0;
        List<String> reports = new ArrayList<>();
        boolean failed = false;
        for (String name : files) {
            boolean bad = name.startsWith("bad");
            failed |= bad;
            reports.add("{\"name\":\"" + name + "\",\"status\":\""
                    + (!read ? "waiting" : bad ? "failed" : name.startsWith("again") ? "duplicate" : "stored")
                    + "\"" + (read && bad ? ",\"code\":\"encrypted\",\"error\":\"It needs a password.\"" : "") + "}");
        }
        return "{\"id\":\"" + id + "\",\"status\":\"" + (!read ? "running" : failed ? "failed" : "succeeded")
                + "\",\"progress\":{\"done\":" + (read ? 40 : 0) + ",\"total\":" + (read ? 40 : files.size())
                + ",\"stage\":\"" + (read ? "embed" : "read") + "\"},\"files\":[" + String.join(",", reports) + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
