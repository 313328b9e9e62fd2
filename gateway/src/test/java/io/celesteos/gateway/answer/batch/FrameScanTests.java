package io.celesteos.gateway.answer.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class FrameScanTests {

    private static final String START = "retry: 3000\nid: a.1\nevent: start\ndata: {\"query\":\"Öl\"}\n\n";
    private static final String ENTITIES = "id: a.2\nevent: entities\ndata: {}\n\n";
    private static final String LACKING = "id: a.3\nevent: degraded\ndata: {\"degraded\":[\"search_unavailable\"]}\n\n";
    private static final String RESULT = "id: a.3\nevent: result\ndata: {\"id\":1}\n\n";
    private static final String COMPLETE = "id: end-a.4\nevent: complete\ndata: {\"total_results\":0}\n\n";

    private final FrameScan scan = new FrameScan(JsonStrictness.mapper());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 10_000})
    void aStreamThatWillHaveNoResultsEndsBeforeItSaysSo(int pieces) {
        assertThat(passed(START + ENTITIES + LACKING + COMPLETE, pieces)).isEqualTo(START + ENTITIES);
        assertThat(scan.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10_000})
    void anErrorOfOursBeforeAnyResultEndsItToo(int pieces) {
        String error = "id: end-a.2\nevent: error\ndata: {\"status\":503,\"code\":\"upstream_unavailable\"}\n\n";
        assertThat(passed(START + error, pieces)).isEqualTo(START);
        assertThat(scan.ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10_000})
    void everythingElsePassesByteForByte(int pieces) {
        String whole = START + ": heartbeat\n\n" + ENTITIES + RESULT + LACKING + COMPLETE;
        assertThat(passed(whole, pieces)).isEqualTo(whole);
        assertThat(scan.ended()).isFalse();
    }

    @Test
    void aRefusalOfTheRequestPasses() {
        String refused = START + "event: error\ndata: {\"status\":400,\"code\":\"invalid_request\"}\n\n";
        assertThat(passed(refused, 9)).isEqualTo(refused);
    }

    @Test
    void whatIsTooLargeToBeKeptBackPasses() {
        String large = START + "event: entities\ndata: \"" + "x".repeat(300_000);
        assertThat(passed(large, 50_000)).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10_000})
    void anErrorIsToldBetweenTwoEventsOnly(int pieces) {
        passed(START + RESULT, pieces);
        assertThat(scan.betweenEvents()).isTrue();

        passed("event: llm_chunk\ndata: {\"cont", pieces);
        assertThat(scan.betweenEvents()).isFalse();
    }

    @Test
    void aPieceOfAnEventThatIsKeptBackIsNotInTheWay() {
        assertThat(passed(START + "event: entities\ndata: {\"ent", 10)).isEqualTo(START);
        assertThat(scan.betweenEvents()).isTrue();
    }

    private String passed(String stream, int pieceLength) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        var passed = new java.io.ByteArrayOutputStream();
        for (int at = 0; at < bytes.length && !scan.ended(); at += pieceLength) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceLength));
            var buffer = scan.pass(DefaultDataBufferFactory.sharedInstance.wrap(piece));
            byte[] through = new byte[buffer.readableByteCount()];
            buffer.read(through);
            passed.writeBytes(through);
        }
        return passed.toString(StandardCharsets.UTF_8);
    }
}
