package io.celesteos.streaming.provider.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Our transport below the library. */
final class AnthropicTransport implements HttpClient {

    private final ModelTransport transport;

    AnthropicTransport(ModelTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .names()
                .forEach(name -> headers.put(name, request.headers().values(name)));
        request.body().ifPresent(body -> {
            body.writeTo(bytes);
            headers.put("Content-Type", List.of(body.contentType()));
        });
        try {
            return new Answer(transport.post(request.url(), headers, bytes.toByteArray()));
        } catch (IOException failure) {
            throw new AnthropicIoException("no answer", failure);
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        throw new UnsupportedOperationException("answers are read on the caller's virtual thread");
    }

    @Override
    public void close() {
        // The transport is shared by all providers and closed by its owner.
    }

    private record Answer(java.net.http.HttpResponse<InputStream> received) implements HttpResponse {

        @Override
        public int statusCode() {
            return received.statusCode();
        }

        @Override
        public Headers headers() {
            Headers.Builder headers = Headers.builder();
            received.headers().map().forEach(headers::put);
            return headers.build();
        }

        @Override
        public InputStream body() {
            return received.body();
        }

        @Override
        public void close() {
            try {
                received.body().close();
            } catch (IOException closing) {
                throw new AnthropicIoException("not closed", closing);
            }
        }
    }
}
