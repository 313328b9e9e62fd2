package io.celesteos.streaming.fake;

import io.celesteos.contracts.web.JsonStrictness;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP/1.1 server on a port of its own whose answers a test decides, and which can see its caller hang up:
 * that is what the JDK's own little server cannot do.
 */
public final class FakeService implements AutoCloseable {

    /** Decides an answer; may block, each connection has a thread of its own. */
    @FunctionalInterface
    public interface Handler {
        Reply reply(Call call) throws Exception;
    }

    /** What to answer. */
    public record Reply(int status, Object body) {
        public static Reply ok(Object body) {
            return new Reply(200, body);
        }
    }

    private static final JsonMapper JSON = JsonStrictness.mapper();

    private final ServerSocket server;
    private volatile Handler handler = call -> new Reply(500, Map.of());

    private FakeService(ServerSocket server) {
        this.server = server;
    }

    public static FakeService start() {
        try {
            FakeService service = new FakeService(new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(service::accept);
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    public void answer(Handler newHandler) {
        handler = newHandler;
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = line(in); line != null; line = line(in)) {
                Map<String, String> headers = headers(in);
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                Reply reply = handler.reply(new Call(line.split(" ")[1], headers, body, in, socket));
                byte[] bytes = JSON.writeValueAsBytes(reply.body());
                out.write(("HTTP/1.1 " + reply.status() + " X\r\nContent-Type: application/json\r\nContent-Length: "
                                + bytes.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
                out.flush();
            }
        } catch (Exception gone) {
            // The caller left, or the test made the handler fail: either way this connection is over.
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A request as it came. */
    public record Call(String path, Map<String, String> headers, String body, InputStream connection, Socket socket) {

        /** Whether the caller has closed the connection, without waiting for it. */
        public boolean hungUp() throws IOException {
            socket.setSoTimeout(1);
            try {
                return connection.read() < 0;
            } catch (SocketTimeoutException stillThere) {
                return false;
            } finally {
                socket.setSoTimeout(0);
            }
        }

        /** Waits until the caller closes the connection, sending nothing before. */
        public void awaitHangUp() throws IOException {
            if (connection.read() >= 0) {
                throw new IOException("the caller sent more");
            }
        }

        public <T> T bodyAs(Class<T> type) {
            return JSON.readValue(body, type);
        }
    }
}
