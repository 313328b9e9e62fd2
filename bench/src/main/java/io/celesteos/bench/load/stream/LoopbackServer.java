package io.celesteos.bench.load.stream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.1 on a free port of this machine, each connection on a virtual thread of its own: the JDK's own server adds a
 * delay of its own to small writes, which would be taken for the upstream's.
 */
final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 4_096;

    /** Answers a request, as a whole or piece by piece. */
    @FunctionalInterface
    interface Handler {
        void answer(String path, String body, Exchange exchange) throws IOException;
    }

    private final ServerSocket server;
    private final Handler handler;

    private LoopbackServer(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    static LoopbackServer start(Handler handler) throws IOException {
        LoopbackServer started =
                new LoopbackServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), handler);
        Thread.ofVirtual().name("accept").start(started::accept);
        return started;
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().name("upstream").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = HttpLines.next(in); line != null; line = HttpLines.next(in)) {
                String[] words = line.split(" ");
                if (words.length < 2) {
                    return;
                }
                String body = new String(in.readNBytes(length(in)), StandardCharsets.UTF_8);
                handler.answer(words[1], body, new Exchange(socket.getOutputStream()));
            }
        } catch (IOException left) {
            // The proxy closes what it has no use for any more.
        }
    }

    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (String line = HttpLines.next(in); line != null && !line.isEmpty(); line = HttpLines.next(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The answer to one request; every write leaves at once. */
    record Exchange(OutputStream out) {

        void whole(String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            out.write(all);
        }

        void beginEvents() throws IOException {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        }

        void event(String data) throws IOException {
            byte[] frame = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
            String head = Integer.toHexString(frame.length) + "\r\n";
            out.write((head + "data: " + data + "\n\n\r\n").getBytes(StandardCharsets.UTF_8));
        }

        void endEvents() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
