package io.celesteos.streaming.provider.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.fake.FakeModel;
import io.celesteos.streaming.fake.FakeModel.Call;
import io.celesteos.streaming.fake.FakeModel.Wire;
import io.celesteos.streaming.fake.ModelWire;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.provider.Turn.Speaker;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.ModelSettings;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.Prompt;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each dialect against a server that speaks its wire format byte by byte. */
class DialectIT {

    private static final FakeModel SERVER = FakeModel.start();
    private static final ModelTransport TRANSPORT = new ModelTransport(Duration.ofSeconds(10));
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String[] TEXTS = {"Öl prüfen", " bei 85 °C [1]. ", "漢字 ", "🚤\n", "\"end\" data: x"};
    private static final Prompt PROMPT = new Prompt(
            "the rules",
            List.of(
                    new Turn(Speaker.CALLER, "before"),
                    new Turn(Speaker.ASSISTANT, "said"),
                    new Turn(Speaker.CALLER, "the question")));

    @AfterAll
    static void stop() throws IOException {
        TRANSPORT.close();
        SERVER.close();
    }

    static Stream<Arguments> splits() {
        return Stream.of(ModelWire.values())
                .flatMap(wire -> Stream.of("whole", "bytes", "crlf", "data", "characters", "lines")
                        .map(split -> Arguments.of(wire, split)));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void theTextArrivesHoweverItsBytesAreSplit(ModelWire wire, String split) throws Exception {
        byte[] bytes = wire.answer(TEXTS)
                .replace("\n", split.equals("crlf") ? "\r\n" : "\n")
                .getBytes(StandardCharsets.UTF_8);
        SERVER.plays(to -> {
            to.open();
            int from = 0;
            for (int at = 1; at <= bytes.length; at++) {
                if (at == bytes.length || cutsAt(bytes, at, split)) {
                    to.send(Arrays.copyOfRange(bytes, from, at));
                    from = at;
                }
            }
            to.end();
        });
        Heard heard = new Heard();
        FinishReason finish = stream(wire, heard, LONG);

        assertThat(heard.text).hasToString(String.join("", TEXTS));
        assertThat(finish).isEqualTo(FinishReason.STOP);
        assertThat(heard.input).isEqualTo(12);
        assertThat(heard.output).isEqualTo(34);
        assertThat(heard.whole).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void thePartsOfThePromptGoWhereTheDialectWantsThem(ModelWire wire) throws Exception {
        SERVER.plays(to -> to.open().send(wire.answer("x")).end());
        stream(wire, new Heard(), LONG);

        Call call = SERVER.calls().getFirst();
        assertThat(call.body().get("model").asString()).isEqualTo("a-model");
        assertThat(call.body().get("stream").asBoolean()).isTrue();
        switch (wire) {
            case CHAT -> {
                assertThat(call.path()).isEqualTo("/v1/chat/completions");
                assertThat(call.headers()).containsEntry("authorization", "Bearer a-key");
                assertThat(call.body().get("max_tokens").asInt()).isEqualTo(50);
                assertThat(call.body().at("/stream_options/include_usage").asBoolean())
                        .isTrue();
                assertThat(call.body().get("messages").findValuesAsString("role"))
                        .containsExactly("system", "user", "assistant", "user");
                assertThat(call.body().get("messages").findValuesAsString("content"))
                        .containsExactly("the rules", "before", "said", "the question");
            }
            case RESPONSES -> {
                assertThat(call.path()).isEqualTo("/v1/responses");
                assertThat(call.headers()).containsEntry("authorization", "Bearer a-key");
                assertThat(call.body().get("max_output_tokens").asInt()).isEqualTo(50);
                assertThat(call.body().get("store").asBoolean()).isFalse();
                assertThat(call.body().get("instructions").asString()).isEqualTo("the rules");
                assertThat(call.body().get("input").findValuesAsString("content"))
                        .containsExactly("before", "said", "the question");
            }
            case ANTHROPIC -> {
                assertThat(call.path()).isEqualTo("/v1/messages");
                assertThat(call.headers()).containsEntry("x-api-key", "a-key").containsKey("anthropic-version");
                assertThat(call.body().get("max_tokens").asInt()).isEqualTo(50);
                assertThat(call.body().get("system").asString()).isEqualTo("the rules");
                assertThat(call.body().get("messages").findValuesAsString("role"))
                        .containsExactly("user", "assistant", "user");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, stop, STOP", "CHAT, length, LENGTH", "CHAT, content_filter, CONTENT_FILTER",
        "RESPONSES, stop, STOP", "RESPONSES, length, LENGTH", "RESPONSES, content_filter, CONTENT_FILTER",
        "ANTHROPIC, stop, STOP", "ANTHROPIC, length, LENGTH", "ANTHROPIC, refusal, REFUSAL",
    })
    void whyAModelStoppedIsPassedOn(ModelWire wire, String reason, FinishReason told) throws Exception {
        SERVER.plays(to -> to.open()
                .send(wire.opening() + wire.delta("x") + wire.ending(reason))
                .end());
        assertThat(stream(wire, new Heard(), LONG)).isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aRefusalIsTextThatSaysItIsOne(ModelWire wire) throws Exception {
        SERVER.plays(to ->
                to.open().send(wire.opening() + wire.refusal("I will not.")).end());
        Heard heard = new Heard();
        assertThat(stream(wire, heard, LONG)).isEqualTo(FinishReason.REFUSAL);
        assertThat(heard.text).hasToString("I will not.");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aBodyThatEndsWithoutTheEndMarkerIsCut(ModelWire wire) {
        SERVER.plays(to -> to.open().send(wire.opening() + wire.delta("half")).end());
        assertFault(wire, Fault.CUT, "half");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aConnectionThatEndsWithinAnEventIsCut(ModelWire wire) {
        String event = wire.delta("more");
        SERVER.plays(to -> to.open()
                .send(wire.opening() + wire.delta("half") + event.substring(0, event.length() / 2))
                .cut());
        assertFault(wire, Fault.CUT, "half");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aConnectionThatEndsBeforeTheHeadIsCut(ModelWire wire) {
        SERVER.plays(Wire::cut);
        assertFault(wire, Fault.CUT, "");
        assertThat(SERVER.calls()).hasSize(1);
    }

    @Test
    void withAnthropicAStopReasonAloneIsNotTheEnd() {
        String ending = ModelWire.ANTHROPIC.ending("stop");
        SERVER.plays(to -> to.open()
                .send(ModelWire.ANTHROPIC.opening()
                        + ModelWire.ANTHROPIC.delta("half")
                        + ending.substring(0, ending.indexOf("event: message_stop")))
                .end());
        assertFault(ModelWire.ANTHROPIC, Fault.CUT, "half");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aConnectionKeptOpenAfterTheEndHoldsNothingUp(ModelWire wire) throws Exception {
        SERVER.plays(to -> to.open().send(wire.answer("done")).awaitHangUp());
        Heard heard = new Heard();
        assertThat(stream(wire, heard, LONG)).isEqualTo(FinishReason.STOP);
        assertThat(heard.whole).isTrue();
    }

    @Test
    void aServerThatSendsNoUsageIsBelievedAsToItsEnd() throws Exception {
        String ending = ModelWire.CHAT.ending("stop");
        SERVER.plays(to -> to.open()
                .send(ModelWire.CHAT.delta("x") + ending.substring(0, ending.indexOf("\n\n") + 2) + "data: [DONE]\n\n")
                .end());
        Heard heard = new Heard();
        assertThat(stream(ModelWire.CHAT, heard, LONG)).isEqualTo(FinishReason.STOP);
        assertThat(heard.whole).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, DENIED",
        "403, DENIED",
        "404, DENIED",
        "413, REJECTED",
        "422, REJECTED",
        "429, RATE_LIMITED",
        "500, BROKEN",
        "502, BROKEN",
        "503, OVERLOADED",
        "529, OVERLOADED",
    })
    void aRefusedRequestIsToldByItsStatusAndNotRepeated(int status, Fault fault) {
        for (ModelWire wire : ModelWire.values()) {
            SERVER.plays(to -> to.reply(
                    status,
                    "Retry-After: 7\r\n",
                    "{\"type\":\"error\",\"error\":{\"type\":\"x_error\",\"message\":\"secret-account-name\"}}"));
            ModelFailure failure = assertFault(wire, fault, "");
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(failure.getMessage()).doesNotContain("secret-account-name");
            assertThat(SERVER.calls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, rate_limit_exceeded, RATE_LIMITED",
        "CHAT, server_error, BROKEN",
        "CHAT, insufficient_quota, DENIED",
        "CHAT, context_length_exceeded, REJECTED",
        "RESPONSES, rate_limit_exceeded, RATE_LIMITED",
        "RESPONSES, server_error, BROKEN",
        "ANTHROPIC, overloaded_error, OVERLOADED",
        "ANTHROPIC, rate_limit_error, RATE_LIMITED",
        "ANTHROPIC, api_error, BROKEN",
        "ANTHROPIC, authentication_error, DENIED",
    })
    void anErrorEventBreaksTheStreamAndSaysWhy(ModelWire wire, String code, Fault fault) {
        SERVER.plays(to -> to.open()
                .send(wire.opening() + wire.delta("half") + wire.error(code) + wire.delta("never"))
                .end());
        ModelFailure failure = assertFault(wire, fault, "half");
        assertThat(failure.getMessage()).doesNotContain("secret-account-name");
    }

    @Test
    void aFailedResponseIsAFailure() {
        SERVER.plays(to -> to.open()
                .send(ModelWire.RESPONSES.delta("half")
                        + "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":5,"
                        + "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,"
                        + "\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"m\"},"
                        + "\"model\":\"gpt-test\",\"output\":[],\"usage\":null}}\n\n")
                .end());
        assertFault(ModelWire.RESPONSES, Fault.RATE_LIMITED, "half");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void whatIsNotJsonIsGarbled(ModelWire wire) {
        String event = wire == ModelWire.ANTHROPIC ? "event: content_block_delta\n" : "";
        SERVER.plays(to -> to.open().send(event + "data: {\"choices\":[{\n\n").end());
        assertFault(wire, Fault.GARBLED, "");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void moreThanAnyAnswerIsGivenUp(ModelWire wire) {
        byte[] blank = ": blank\n\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        SERVER.plays(to -> {
            to.open();
            while (true) {
                to.send(blank);
            }
        });
        assertFault(wire, Fault.GARBLED, "");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aStreamOfPingsAloneIsStalled(ModelWire wire) {
        SERVER.plays(to -> {
            to.open().send(wire.opening() + wire.delta("half"));
            while (true) {
                to.send(wire.ping());
                Thread.sleep(5);
            }
        });
        StreamWatch watch = new StreamWatch(LONG, Duration.ofMillis(100), Deadline.in(LONG));
        Heard heard = new Heard() {
            @Override
            public void text(String piece) throws InterruptedException {
                super.text(piece);
                if (!piece.isEmpty()) {
                    watch.textCame();
                }
            }
        };
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> stream(wire, heard, watch));
        assertThat(failure.fault()).isEqualTo(Fault.STALLED);
        assertThat(heard.text).hasToString("half");
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aModelThatDoesNotBeginIsStalledAndADeadlineIsADeadline(ModelWire wire) {
        SERVER.plays(Wire::awaitHangUp);
        Duration brief = Duration.ofMillis(50);
        ModelFailure stalled = catchThrowableOfType(
                ModelFailure.class, () -> stream(wire, new Heard(), new StreamWatch(brief, LONG, Deadline.in(LONG))));
        assertThat(stalled.fault()).isEqualTo(Fault.STALLED);
        ModelFailure late = catchThrowableOfType(
                ModelFailure.class, () -> stream(wire, new Heard(), new StreamWatch(LONG, LONG, Deadline.in(brief))));
        assertThat(late.fault()).isEqualTo(Fault.OUT_OF_TIME);
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() throws Exception {
        String nowhere;
        try (ServerSocket taken = new ServerSocket(0)) {
            nowhere = "http://localhost:" + taken.getLocalPort();
        }
        for (ModelWire wire : ModelWire.values()) {
            ModelFailure failure = catchThrowableOfType(
                    ModelFailure.class,
                    () -> model(wire, nowhere).stream(
                            PROMPT, new StreamWatch(LONG, LONG, Deadline.in(LONG)), new Heard()));
            assertThat(failure.fault()).isEqualTo(Fault.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void whenNobodyWantsItTheConnectionIsClosedAtOnce(ModelWire wire) throws Exception {
        try (FakeModel server = FakeModel.start()) {
            server.plays(
                    to -> to.open().send(wire.opening() + wire.delta("half")).awaitHangUp());
            CountDownLatch begun = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Heard heard = new Heard() {
                @Override
                public void text(String piece) {
                    begun.countDown();
                }
            };
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    model(wire, server.url()).stream(PROMPT, new StreamWatch(LONG, LONG, Deadline.in(LONG)), heard);
                } catch (Exception stopped) {
                    thrown.set(stopped);
                }
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            assertThat(server.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
            reader.join();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(ModelWire.class)
    void aSinkThatStopsEndsTheStream(ModelWire wire) throws Exception {
        try (FakeModel server = FakeModel.start()) {
            server.plays(
                    to -> to.open().send(wire.opening() + wire.delta("half")).awaitHangUp());
            Heard leaving = new Heard() {
                @Override
                public void text(String piece) throws InterruptedException {
                    throw new InterruptedException();
                }
            };
            assertThatThrownBy(() -> model(wire, server.url()).stream(
                            PROMPT, new StreamWatch(LONG, LONG, Deadline.in(LONG)), leaving))
                    .isInstanceOf(InterruptedException.class);
            assertThat(server.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean cutsAt(byte[] bytes, int at, String split) {
        return switch (split) {
            case "bytes" -> true;
            case "crlf" -> bytes[at] == '\n';
            case "data" -> bytes[at] == 't' && bytes[at - 1] == 'a';
            case "characters" -> (bytes[at] & 0xC0) == 0x80;
            case "lines" -> bytes[at - 1] == '\n';
            default -> false;
        };
    }

    private static ModelFailure assertFault(ModelWire wire, Fault fault, String heardBefore) {
        Heard heard = new Heard();
        ModelFailure failure = catchThrowableOfType(ModelFailure.class, () -> stream(wire, heard, LONG));
        assertThat(failure).isNotNull();
        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(heard.text).hasToString(heardBefore);
        return failure;
    }

    private static FinishReason stream(ModelWire wire, Heard heard, Duration limit) throws Exception {
        return stream(wire, heard, new StreamWatch(limit, limit, Deadline.in(limit)));
    }

    private static FinishReason stream(ModelWire wire, Heard heard, StreamWatch watch) throws Exception {
        return model(wire, SERVER.url()).stream(PROMPT, watch, heard);
    }

    private static LanguageModel model(ModelWire wire, String url) {
        return switch (wire) {
            case CHAT -> Dialect.OPENAI_CHAT.model(settings(url + "/v1"), TRANSPORT);
            case RESPONSES -> Dialect.OPENAI_RESPONSES.model(settings(url + "/v1"), TRANSPORT);
            case ANTHROPIC -> Dialect.ANTHROPIC.model(settings(url), TRANSPORT);
        };
    }

    private static ModelSettings settings(String url) {
        return new ModelSettings(url, "a-key", "a-model", 50, null);
    }

    private static class Heard implements ModelSink {
        private final StringBuilder text = new StringBuilder();
        private long input;
        private long output;
        private boolean whole;

        @Override
        public void text(String piece) throws InterruptedException {
            text.append(piece);
        }

        @Override
        public void inputTokens(long count) {
            input = count;
        }

        @Override
        public void outputTokens(long count, boolean all) {
            output = count;
            whole = all;
        }
    }
}
