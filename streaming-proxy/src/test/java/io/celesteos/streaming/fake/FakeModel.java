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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** A provider's HTTP server whose bytes a test decides one by one, on a port of its own. */
public final class FakeModel implements AutoCloseable {

    /** Plays one exchange; may block, each connection has a thread of its own. */
    @FunctionalInterface
    public interface Script {
        void play(Wire wire) throws Exception;
    }

    /** A request as it came. */
    public record Call(String path, Map<String, String> headers, JsonNode body) {}

    private final ServerSocket server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile Script script = wire -> wire.reply(500, "", "{}");

    private FakeModel(ServerSocket server) {
        this.server = server;
    }

    public static FakeModel start() {
        try {
            FakeModel fake = new FakeModel(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(fake::accept);
            return fake;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    public void plays(Script next) {
        calls.clear();
        script = next;
    }

    public List<Call> calls() {
        return calls;
    }

    /** Falls when a caller hangs up on a script that waits for it. */
    public CountDownLatch hungUp() {
        return hungUp;
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
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                Map<String, String> headers = new HashMap<>();
                for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon).toLowerCase(Locale.ROOT),
                            header.substring(colon + 1).strip());
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                JsonNode json = JsonStrictness.mapper().readTree(body);
                calls.add(new Call(line.split(" ")[1], headers, json));
                Wire wire = new Wire(in, socket);
                script.play(wire);
                if (wire.cut) {
                    return;
                }
            }
        } catch (Exception gone) {
            // The caller left, or the test made the script fail: either way this connection is over.
        }
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

    /** One connection, as the script writes to it. */
    public final class Wire {

        private final InputStream in;
        private final Socket socket;
        private final OutputStream out;
        private boolean cut;

        private Wire(InputStream in, Socket socket) throws IOException {
            this.in = in;
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        /** The head of a stream. */
        public Wire open() throws IOException {
            raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            return this;
        }

        public Wire send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        /** One chunk, on its way before this returns. */
        public Wire send(byte[] bytes) throws IOException {
            raw(Integer.toHexString(bytes.length) + "\r\n");
            out.write(bytes);
            raw("\r\n");
            return this;
        }

        /** The regular end of the body. */
        public void end() throws IOException {
            raw("0\r\n\r\n");
        }

        /** The connection ends, the body does not. */
        public void cut() throws IOException {
            cut = true;
            socket.close();
        }

        public void reply(int status, String headers, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            raw("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                    + bytes.length + "\r\n\r\n");
            out.write(bytes);
            out.flush();
        }

        /** Says nothing more until the caller hangs up. */
        public void awaitHangUp() throws IOException {
            cut = true;
            try {
                if (in.read() >= 0) {
                    throw new IOException("the caller sent more");
                }
            } finally {
                hungUp.countDown();
            }
        }

        private void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
