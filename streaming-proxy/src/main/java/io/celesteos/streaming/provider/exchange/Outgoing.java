package io.celesteos.streaming.provider.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request as a dialect's library made it, on its way to the transport. Used by one thread. */
public final class Outgoing {

    private final String url;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** @param values of the header of that name */
    public Outgoing(String url, Set<String> names, Function<String, List<String>> values) {
        this.url = url;
        names.forEach(name -> headers.put(name, values.apply(name)));
    }

    /** Takes over the body, which the library writes. */
    public Outgoing body(@Nullable String contentType, Consumer<OutputStream> writing) {
        writing.accept(body);
        if (contentType != null) {
            headers.put("Content-Type", List.of(contentType));
        }
        return this;
    }

    /** @throws IOException as {@link ModelTransport#post} */
    public Received over(ModelTransport transport) throws IOException {
        return new Received(transport.post(url, headers, body.toByteArray()));
    }

    /** The answer, for the library to look at. */
    public record Received(HttpResponse<InputStream> response) implements AutoCloseable {

        public int statusCode() {
            return response.statusCode();
        }

        public Map<String, List<String>> headers() {
            return response.headers().map();
        }

        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException closing) {
                throw new UncheckedIOException(closing);
            }
        }
    }
}
