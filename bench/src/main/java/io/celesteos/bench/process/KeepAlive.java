package io.celesteos.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Requests on the caller's own thread over connections that stay open: of the clients the JDK has, the one that
 * adds least (no selector thread between the caller and the socket). Thread-safe.
 *
 * @param headers sent with each
 */
public record KeepAlive(URI base, Map<String, String> headers) {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 60_000;

    public KeepAlive {
        headers = Map.copyOf(headers);
    }

    public KeepAlive(URI base) {
        this(base, Map.of());
    }

    /** @throws IOException when the answer is no 200, with what it said */
    public byte[] post(String path, byte[] json) throws IOException {
        HttpURLConnection connection = open(path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        // No streaming mode: it has the client listen for 1 ms, before each request, whether the server has hung up.
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream body = connection.getOutputStream()) {
            body.write(json);
        } catch (ConnectException nobody) {
            throw new IOException("no service answers at " + base, nobody);
        }
        return answer(connection, path);
    }

    /** @throws IOException when the answer is no 200, with what it said */
    public byte[] get(String path) throws IOException {
        try {
            return answer(open(path), path);
        } catch (ConnectException nobody) {
            throw new IOException("no service answers at " + base, nobody);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static byte[] answer(HttpURLConnection connection, String path) throws IOException {
        int status = connection.getResponseCode();
        InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        byte[] body = new byte[0];
        if (stream != null) {
            try (stream) {
                body = stream.readAllBytes();
            }
        }
        if (status != 200) {
            throw new IOException(path + " answered " + status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }
}
