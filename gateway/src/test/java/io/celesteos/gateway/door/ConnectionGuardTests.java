package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionGuardTests {

    private static final String WHOLE = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

    private final EmbeddedChannel channel = channel();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aConnectionThatWaitsForItsNextRequestIsLeftAlone() {
        receive(WHOLE);
        answer();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        receive(WHOLE);
        assertThat(channel.inboundMessages()).hasSize(4);
    }

    @Test
    void aFreshConnectionIsNotAskedToHurry() {
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aHeadHasItsTimeFromTheFirstByteHoweverManyFollow() {
        for (char letter : "GET /hea".toCharArray()) {
            receive(String.valueOf(letter));
            pass(1);
        }
        assertThat(written()).isEmpty();
        pass(3);
        assertThat(written()).startsWith("HTTP/1.1 408");
    }

    @Test
    void aHeadInTwoPiecesInTimeIsARequestLikeAnyOther() {
        receive(WHOLE.substring(0, 10));
        pass(9);
        receive(WHOLE.substring(10));
        answer();
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        assertThat(written()).startsWith("HTTP/1.1 200").doesNotContain("408");
    }

    @Test
    void aSecondHeadThatDribblesDuringAnAnswerEndsTheConnectionWithoutAWord() {
        receive(WHOLE);
        receive("GET /second");
        pass(11);
        assertThat(channel.isOpen()).isFalse();
        assertThat(written()).isEmpty();
    }

    @Test
    void theRestOfABodyThatIsAlreadyAnsweredHasLittleTime() {
        receive("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345");
        answer();
        pass(1);
        assertThat(channel.isOpen()).isTrue();
        pass(2);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theRestOfABodyThatComesInTimeKeepsTheConnection() {
        receive("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345");
        answer();
        receive("67890");
        pass(60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aBodyThatWasAskedForHasMoreTimeThanTheRestOfAnAnsweredOne() {
        receive("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        answer(HttpResponseStatus.CONTINUE);
        pass(20);
        receive("1234567890");
        answer(HttpResponseStatus.OK);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void framesOfAWebSocketAreNoHeads() {
        receive("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        answer(HttpResponseStatus.SWITCHING_PROTOCOLS);
        receive("x");
        pass(60);
        assertThat(channel.isOpen()).isTrue();
        assertThat(written()).doesNotContain("408");
    }

    @Test
    void nothingAfterARefusedHeadIsRead() {
        receive("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n" + WHOLE);
        assertThat(channel.inboundMessages()).isEmpty();
        assertThat(written()).startsWith("HTTP/1.1 400").contains("invalid_request");
    }

    private static EmbeddedChannel channel() {
        DoorProperties properties = new DoorProperties(
                List.of(),
                ForwardedHeader.X_FORWARDED_FOR,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                100,
                DataSize.ofMegabytes(1));
        ConnectionGuard guard = new ConnectionGuard(properties, new Refusals(JsonStrictness.mapper()));
        EmbeddedChannel made = new EmbeddedChannel(guard.new Bytes(), new HttpServerCodec(), guard);
        made.freezeTime();
        return made;
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    private void answer() {
        answer(HttpResponseStatus.OK);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (Object message : channel.outboundMessages()) {
            text.append(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
        }
        return text.toString();
    }
}
