package io.celesteos.streaming.connection;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A request that is there before its turn: looking whether the caller is gone takes a byte of it. */
class PipelinedIT extends StreamingStack {

    /** Many times {@code streaming.relay.client-check}, so that somebody has looked while the second request waits. */
    private static final long LOOKED_AT_MS = 600;

    @Test
    void twoRequestsAtOnceAreBothAnsweredWhole() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch bothSent = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean hung = new AtomicBoolean();
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            if (hung.compareAndSet(false, true)) {
                asked.countDown();
                assertThat(bothSent.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(never.await(LOOKED_AT_MS, TimeUnit.MILLISECONDS)).isFalse();
            }
            return Reply.ok(Samples.finalHits());
        });
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request("the first question"));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write(request("the second question"));
            bothSent.countDown();

            InputStream in = socket.getInputStream();
            assertThat(tree(body(in)).at("/query").asString()).isEqualTo("the first question");
            assertThat(tree(body(in)).at("/query").asString()).isEqualTo("the second question");
        }
    }

    private static byte[] request(String query) {
        String body = json(Map.of("query", query, "yacht_id", YACHT));
        return ("POST /api/v1/answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Of one answer, which must be a good one; what follows it stays where it is. */
    private static String body(InputStream in) throws IOException {
        assertThat(line(in)).startsWith("HTTP/1.1 200");
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        byte[] whole = length < 0 ? chunks(in) : in.readNBytes(length);
        return new String(whole, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int size = HexFormat.fromHexDigits(line(in)); size > 0; size = HexFormat.fromHexDigits(line(in))) {
            whole.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return whole.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            line.append((char) each);
        }
        return line.toString().stripTrailing();
    }
}
