package io.celesteos.search.sandbox;

import io.celesteos.search.sandbox.SandboxException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Sandboxes over E2B's HTTP API: {@code POST /sandboxes} makes one, {@code POST /execute} of the code interpreter on
 * its port 49999 runs code and tells line by line what it writes, {@code DELETE /sandboxes/{id}} ends it. Each is made
 * with a life little longer than the code may run, so that one whose end nobody could ask for ends by itself.
 */
final class E2bSandbox implements CodeSandbox {

    private static final Logger log = LoggerFactory.getLogger(E2bSandbox.class);
    private static final int INTERPRETER_PORT = 49_999;
    private static final long MOST_BYTES_OF_AN_ANSWER = 1L << 20;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SPARE = Duration.ofSeconds(30);
    private static final int ATTEMPTS_TO_END = 3;

    private final SandboxProperties properties;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.shared();

    E2bSandbox(SandboxProperties properties, HttpClient http) {
        this.properties = properties;
        this.http = http;
    }

    @Override
    public boolean available() {
        return properties.on();
    }

    @Override
    public Execution run(Program program, BooleanSupplier stop, Consumer<String> begun) throws InterruptedException {
        if (!available()) {
            throw new SandboxException(Reason.OFF, "There is no sandbox to run code in: E2B_API_KEY is not set.");
        }
        E2bMachine machine = create(program);
        try {
            begun.accept(machine.id());
            return execute(machine, program, stop);
        } finally {
            end(machine.id());
        }
    }

    private E2bMachine create(Program program) throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("templateID", properties.template());
        body.put("timeout", limit(program).plus(SPARE).toSeconds());
        body.put("secure", true);
        body.put("allow_internet_access", properties.internet());
        body.put("metadata", program.labels());
        HttpRequest request = api("/sandboxes")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> answer = sent(request, whole(), properties.requestTimeout(), () -> false, "be made");
        if (answer.statusCode() / 100 != 2) {
            throw E2bRefusal.of(answer.statusCode(), answer.headers());
        }
        return E2bMachine.of(parsed(answer.body()), properties.domain());
    }

    private Execution execute(E2bMachine machine, Program program, BooleanSupplier stop) throws InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", program.code());
        body.put("language", program.language());
        if (!program.environment().isEmpty()) {
            body.put("env_vars", program.environment());
        }
        Duration limit = limit(program);
        HttpRequest.Builder request = HttpRequest.newBuilder(address(machine))
                .timeout(limit.plus(LOOK))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (machine.accessToken() != null) {
            request.header("X-Access-Token", machine.accessToken());
        }
        if (machine.trafficToken() != null) {
            request.header("E2B-Traffic-Access-Token", machine.trafficToken());
        }
        E2bOutput output = new E2bOutput(
                (int) Math.min(Integer.MAX_VALUE, properties.maxOutput().toBytes()));
        BodyHandler<E2bOutput> lines = head -> head.statusCode() / 100 == 2
                ? new E2bLines(output, properties.maxStream().toBytes())
                : BodySubscribers.replacing(output);
        long begun = System.nanoTime();
        HttpResponse<E2bOutput> answer = sent(request.build(), lines, limit, stop, "finish");
        if (answer.statusCode() / 100 != 2) {
            throw E2bRefusal.ofInterpreter(answer.statusCode(), answer.headers());
        }
        return answer.body()
                .execution(Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    @Override
    public void end(String sandbox) {
        if (!available() || !E2bMachine.isId(sandbox)) {
            return;
        }
        HttpRequest request = api("/sandboxes/" + sandbox).DELETE().build();
        // Who was told to stop still cleans up behind himself.
        boolean interrupted = Thread.interrupted();
        for (int attempt = 1; attempt <= ATTEMPTS_TO_END; attempt++) {
            try {
                int status = sent(request, whole(), properties.requestTimeout(), () -> false, "be ended")
                        .statusCode();
                if (status / 100 == 2 || status == 404) {
                    break;
                }
                log.warn("Sandbox {} could not be ended: {}", sandbox, status);
            } catch (SandboxException away) {
                log.warn("Sandbox {} could not be ended: {}", sandbox, away.getMessage());
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration limit(Program program) {
        return program.limit().compareTo(properties.limit()) < 0 ? program.limit() : properties.limit();
    }

    private URI address(E2bMachine machine) {
        return URI.create(properties
                        .address()
                        .replace("{port}", Integer.toString(INTERPRETER_PORT))
                        .replace("{sandbox}", machine.id())
                        .replace("{domain}", machine.domain())
                + "/execute");
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create(properties.apiUrl() + path))
                .timeout(properties.requestTimeout())
                .header("X-API-Key", String.valueOf(properties.apiKey()))
                .header("Accept", "application/json");
    }

    private static BodyHandler<byte[]> whole() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES_OF_AN_ANSWER);
    }

    /** The request's own timeout ends with the answer's headers; a body that trickles needs this limit too. */
    private <T> HttpResponse<T> sent(
            HttpRequest request, BodyHandler<T> body, Duration limit, BooleanSupplier stop, String what)
            throws InterruptedException {
        CompletableFuture<HttpResponse<T>> pending = http.sendAsync(request, body);
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    throw new SandboxException(
                            what.equals("finish") ? Reason.LATE : Reason.UNAVAILABLE,
                            "The sandbox did not " + what + " within " + limit.toSeconds() + " s.");
                }
                try {
                    return pending.get(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    if (stop.getAsBoolean()) {
                        throw new SandboxException(Reason.STOPPED, "The code was stopped.");
                    }
                }
            }
        } catch (ExecutionException failure) {
            throw told(failure.getCause(), what);
        } finally {
            pending.cancel(true);
        }
    }

    private static SandboxException told(@Nullable Throwable cause, String what) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SandboxException ours) {
                return ours;
            }
        }
        log.debug("A sandbox did not {}", what, cause);
        return what.equals("finish")
                ? new SandboxException(Reason.DIED, "The sandbox ended before the code did.")
                : new SandboxException(Reason.UNAVAILABLE, "The sandbox provider cannot be reached.");
    }

    private JsonNode parsed(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            return read == null ? JsonNodeFactory.instance.missingNode() : read;
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
