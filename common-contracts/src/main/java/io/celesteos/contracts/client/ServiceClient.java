package io.celesteos.contracts.client;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
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
 * remaining deadline passed on, and a {@link ServiceGuard} in front so that a dead service costs nothing and a slow one
 * not everything. Requests that only read are tried again after connection failures and 503, after a jittered
 * exponential pause. Thread-safe.
 */
public final class ServiceClient implements AutoCloseable {

    private static final long MAX_ANSWER_BYTES = 32L << 20;
    private static final HttpResponse.BodyHandler<byte[]> WHOLE_ANSWER =
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);

    private final ClientSettings settings;
    private final HttpClient http;
    private final ServiceGuard guard;
    private final JsonMapper json = JsonStrictness.mapper();

    public ServiceClient(ClientSettings settings) {
        this(settings, Clock.systemUTC());
    }

    /** @param clock that the breaker's pause is measured on */
    ServiceClient(ClientSettings settings, Clock clock) {
        this(settings, new ServiceGuard(settings.name(), GuardSettings.defaults(), clock));
    }

    /** @param guard shared with whoever else calls the service */
    public ServiceClient(ClientSettings settings, ServiceGuard guard) {
        this.settings = settings;
        this.guard = guard;
        // HTTP/1.1: the upgrade dance to h2c costs a round trip and buys nothing on a private network.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /** State of the breaker in lower case, for health and metrics. */
    public String breakerState() {
        return guard.breakerState();
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
        try (ServiceGuard.Place place = guard.enter(ServiceGuard.Stay.BRIEF)) {
            for (int made = 1; ; made++) {
                try {
                    return attempt(method, path, body, answer);
                } catch (RemoteFailure failure) {
                    if (!SafeToRepeat.of(method, path) || !worthRepeating(failure) || !pause(made)) {
                        throw failure;
                    }
                }
            }
        } catch (NotAdmitted refused) {
            throw RemoteFailure.unreachable(settings.name(), refused);
        }
    }

    private <T> T attempt(String method, String path, byte @Nullable [] body, Class<T> answer) {
        RequestContext context = RequestContext.current();
        Duration left = context.deadline().atMost(settings.timeout());
        if (left.toMillis() < 1) {
            throw RemoteFailure.unreachable(settings.name(), new HttpTimeoutException("the deadline has passed"));
        }
        Attempt attempt = guard.begin(settings.timeout());
        HttpResponse<byte[]> response = send(request(method, path, body, context, left), left, attempt);
        if (response.statusCode() >= 400) {
            attempt.answered(response.statusCode());
            throw RemoteFailure.refused(settings.name(), problem(response.statusCode(), response.body()));
        }
        try {
            T read = json.readValue(response.body(), answer);
            attempt.answered(response.statusCode());
            return read;
        } catch (JacksonException unreadable) {
            attempt.failed(unreadable);
            throw RemoteFailure.unreachable(settings.name(), unreadable);
        }
    }

    /** The request's own timeout ends with the answer's headers; a body that trickles needs this limit too. */
    private HttpResponse<byte[]> send(HttpRequest request, Duration left, Attempt attempt) {
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, WHOLE_ANSWER);
        try {
            return pending.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
                attempt.lapsed();
            } else {
                attempt.failed(cause);
            }
            throw RemoteFailure.unreachable(settings.name(), cause);
        } catch (TimeoutException slow) {
            attempt.lapsed();
            pending.cancel(true);
            throw RemoteFailure.unreachable(settings.name(), slow);
        } catch (InterruptedException stop) {
            attempt.lapsed();
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

    /** A connection that failed or broke off, or a service that says it is not ready; not one that took its time. */
    private static boolean worthRepeating(RemoteFailure failure) {
        Problem refusal = failure.refusal();
        return refusal != null
                ? refusal.status() == 503
                : failure.getCause() instanceof IOException && !(failure.getCause() instanceof HttpTimeoutException);
    }

    private boolean pause(int made) {
        Duration pause = guard.pauseBeforeRetry(
                made, settings.attempts(), RequestContext.current().deadline());
        if (pause == null) {
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
