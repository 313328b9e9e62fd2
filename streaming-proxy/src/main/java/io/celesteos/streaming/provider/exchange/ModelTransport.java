package io.celesteos.streaming.provider.exchange;

import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the requests of all dialects' libraries. It tries once (the client
 * itself sends anew what an HTTP/2 server refused unread), follows no redirect (a key must not travel),
 * keeps to the {@link StreamWatch} of the request and stops at an interrupt. Thread-safe.
 */
public final class ModelTransport implements AutoCloseable {

    /** Set by the client itself. */
    private static final Set<String> NOT_OURS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    /** What the libraries tell of the machine they run on: no provider needs it, and every open stream keeps it twice. */
    private static final String TELEMETRY = "x-stainless-";

    private final HttpClient http;

    public ModelTransport(Duration connectTimeout) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Returns with the status and the headers; the body is read as it comes and must be closed.
     *
     * @param headers by name, every value
     * @throws IOException when the provider is out of reach or too slow, or the thread is interrupted
     */
    public HttpResponse<InputStream> post(String url, Map<String, List<String>> headers, byte[] body)
            throws IOException {
        StreamWatch watch = StreamWatch.current();
        URI uri = URI.create(url);
        PassingBody passing = new PassingBody(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                // In the clear, version 2 begins with an upgrade that small servers stumble over.
                .version("https".equals(uri.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .POST(passing);
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_OURS.contains(lower) && !lower.startsWith(TELEMETRY)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return send(request.build(), passing, watch);
    }

    private HttpResponse<InputStream> send(HttpRequest request, PassingBody body, StreamWatch watch)
            throws IOException {
        CompletableFuture<HttpResponse<InputStream>> pending = http.sendAsync(request, headersAreThere -> {
            body.letGo();
            return new WatchedBody(watch);
        });
        try {
            return pending.get(watch.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            pending.cancel(true);
            throw new StreamBroken(watch.verdict(), late);
        } catch (InterruptedException stop) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody wants the answer any more");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            // HttpConnectTimeoutException is one of these too in all that matters: nobody was there.
            boolean absent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
            throw new StreamBroken(absent ? Fault.UNREACHABLE : Fault.CUT, cause);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
