package io.celesteos.contracts.client;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.JsonStrictness;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP to one service: blocking (call it from a virtual thread), with the request's id, trace and
 * remaining deadline passed on, connection failures and 503 tried again after a jittered exponential pause,
 * and a breaker in front so that a dead service costs nothing. Thread-safe.
 */
public final class ServiceClient implements AutoCloseable {

    private static final IntervalFunction BACKOFF = IntervalFunction.ofExponentialRandomBackoff(50, 2.0, 0.5, 1_000);
    private static final long MAX_ANSWER_BYTES = 32L << 20;
    private static final HttpResponse.BodyHandler<byte[]> WHOLE_ANSWER =
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);

    private final ClientSettings settings;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final JsonMapper json = JsonStrictness.mapper();

    public ServiceClient(ClientSettings settings) {
        this(settings, Clock.systemUTC());
    }

    /** @param clock that the breaker's pause is measured on */
    ServiceClient(ClientSettings settings, Clock clock) {
        this.settings = settings;
        // HTTP/1.1: the upgrade dance to h2c costs a round trip and buys nothing on a private network.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
        this.breaker = CircuitBreaker.of(
                settings.name(),
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(5))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        // A caller who gave up, or asked for the impossible, says nothing about the service.
                        .ignoreException(failure -> Thread.currentThread().isInterrupted()
                                || (failure instanceof RemoteFailure remote && remote.callersFault()))
                        .build());
    }

    /** State of the breaker in lower case, for health and metrics. */
    public String breakerState() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    /** @throws RemoteFailure when no usable answer came in time */
    public <T> T post(String path, Object body, Class<T> answer) {
        return call("POST", path, json.writeValueAsBytes(body), answer);
    }

    /** @throws RemoteFailure when no usable answer came in time */
    public <T> T get(String path, Class<T> answer) {
        return call("GET", path, null, answer);
    }

    private <T> T call(String method, String path, byte @Nullable [] body, Class<T> answer) {
        for (int attempt = 1; ; attempt++) {
            try {
                return breaker.executeSupplier(() -> exchange(method, path, body, answer));
            } catch (CallNotPermittedException open) {
                throw RemoteFailure.unreachable(settings.name(), open);
            } catch (RemoteFailure failure) {
                if (attempt >= settings.attempts() || !safeToRepeat(failure) || !pause(attempt)) {
                    throw failure;
                }
            }
        }
    }

    private <T> T exchange(String method, String path, byte @Nullable [] body, Class<T> answer) {
        RequestContext context = RequestContext.current();
        Duration left = context.deadline().atMost(settings.timeout());
        if (left.toMillis() < 1) {
            throw RemoteFailure.unreachable(settings.name(), new HttpTimeoutException("the deadline has passed"));
        }
        HttpResponse<byte[]> response = send(request(method, path, body, context, left), left);
        if (response.statusCode() >= 400) {
            throw RemoteFailure.refused(settings.name(), problem(response.statusCode(), response.body()));
        }
        try {
            return json.readValue(response.body(), answer);
        } catch (JacksonException unreadable) {
            throw RemoteFailure.unreachable(settings.name(), unreadable);
        }
    }

    /** The request's own timeout ends with the answer's headers; a body that trickles needs this limit too. */
    private HttpResponse<byte[]> send(HttpRequest request, Duration left) {
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, WHOLE_ANSWER);
        try {
            return pending.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw RemoteFailure.unreachable(settings.name(), cause == null ? failure : cause);
        } catch (TimeoutException slow) {
            pending.cancel(true);
            throw RemoteFailure.unreachable(settings.name(), slow);
        } catch (InterruptedException stop) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw RemoteFailure.unreachable(settings.name(), stop);
        }
    }

    private HttpRequest request(
            String method, String path, byte @Nullable [] body, RequestContext context, Duration left) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
                .timeout(left)
                .header("Accept", "application/json")
                .header(RequestContext.REQUEST_ID_HEADER, context.requestId())
                .header(Deadline.HEADER, Long.toString(left.toMillis()));
        String trace = context.traceparent();
        if (trace != null) {
            request.header(RequestContext.TRACEPARENT_HEADER, trace);
        }
        String key = settings.apiKey();
        if (key != null) {
            request.header(ApiKey.HEADER, key);
        }
        return body == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
                : request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
    }

    private Problem problem(int status, byte[] body) {
        try {
            Problem sent = json.readValue(body, Problem.class);
            if (sent.status() == status) {
                return sent;
            }
        } catch (JacksonException notAProblem) {
            // A proxy's error page, most likely: the status must do.
        }
        var general = ProblemMapper.fromStatus(HttpStatusCode.valueOf(status));
        return Problem.of(general.type(), general.detail(), general.errors(), null, null);
    }

    /** Nothing was done when the connection failed or the service said it is not ready. */
    private static boolean safeToRepeat(RemoteFailure failure) {
        Problem refusal = failure.refusal();
        return refusal != null ? refusal.status() == 503 : failure.getCause() instanceof ConnectException;
    }

    private static boolean pause(int attempt) {
        Duration pause = Duration.ofMillis(BACKOFF.apply(attempt));
        if (RequestContext.current().deadline().remaining().compareTo(pause) <= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
