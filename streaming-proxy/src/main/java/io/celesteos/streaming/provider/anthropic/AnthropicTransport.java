package io.celesteos.streaming.provider.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.exchange.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Our transport below the library. */
final class AnthropicTransport implements HttpClient {

    private final ModelTransport transport;

    AnthropicTransport(ModelTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        Outgoing outgoing = new Outgoing(request.url(), request.headers().names(), request.headers()::values);
        request.body().ifPresent(body -> outgoing.body(body.contentType(), body::writeTo));
        try {
            return new Answer(outgoing.over(transport));
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

    private record Answer(Outgoing.Received received) implements HttpResponse {

        @Override
        public int statusCode() {
            return received.statusCode();
        }

        @Override
        public Headers headers() {
            Headers.Builder headers = Headers.builder();
            received.headers().forEach(headers::put);
            return headers.build();
        }

        @Override
        public InputStream body() {
            return received.body();
        }

        @Override
        public void close() {
            received.close();
        }
    }
}
