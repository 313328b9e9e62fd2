package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.GatewayStack;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeepAliveIT extends GatewayStack {

    private static final int CONNECTIONS = 6;
    private static final int REQUESTS = 1500;

    @Test
    void aKeptAliveConnectionIsReadHoweverSoonTheNextRequestComes() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int caller = 0; caller < CONNECTIONS; caller++) {
                answered.add(callers.submit(this::askAgainAndAgain));
            }
            for (Future<Integer> count : answered) {
                assertThat(count.get()).isEqualTo(REQUESTS);
            }
        }
    }

    /** One connection; the next request goes out with the last byte of the answer. */
    private int askAgainAndAgain() throws IOException {
        // One answer is written by another thread, the other one by the event loop itself.
        List<byte[]> requests = List.of(get("/health"), get("/console/dom.js"));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int answers = 0;
            for (; answers < REQUESTS; answers++) {
                socket.getOutputStream().write(requests.get(answers % requests.size()));
                readAnswer(in);
            }
            return answers;
        }
    }

    private static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: gateway\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + head);
            }
            head.append((char) next);
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r\n", at))));
    }
}
