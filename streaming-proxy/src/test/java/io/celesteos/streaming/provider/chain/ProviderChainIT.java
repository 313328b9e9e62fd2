package io.celesteos.streaming.provider.chain;

import static io.celesteos.streaming.fake.Samples.hit;
import static io.celesteos.streaming.fake.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.Usage;
import io.celesteos.streaming.fake.FakeModel;
import io.celesteos.streaming.fake.FakeModel.Script;
import io.celesteos.streaming.fake.FakeModel.Wire;
import io.celesteos.streaming.fake.ModelWire;
import io.celesteos.streaming.provider.AnswerInterrupted;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.TokenSink;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two providers of different dialects in a row, and the quotation behind them. */
class ProviderChainIT {

    private static final FakeModel FIRST = FakeModel.start();
    private static final FakeModel SECOND = FakeModel.start();
    private static final ModelTransport TRANSPORT = new ModelTransport(Duration.ofSeconds(10));
    private static final ModelWire CHAT = ModelWire.CHAT;
    private static final Script SECOND_ANSWERS = to ->
            to.open().send(ModelWire.ANTHROPIC.answer("From the second [1].")).end();
    private static final Grounding GROUNDING = new Grounding(
            "coolant level", List.of(hit(1, 0.9, "Check the coolant level daily."), hit(2, 0.8, "Stop at 103 °C.")));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Links links = new Links(List.of());
    private final ProviderChain chain = chain();
    private final Told told = new Told();

    @AfterAll
    static void stop() throws IOException {
        TRANSPORT.close();
        FIRST.close();
        SECOND.close();
    }

    @Test
    void theFirstThatAnswersWritesAndIsAccountedFor() throws Exception {
        FIRST.plays(to ->
                to.open().send(CHAT.answer("Stop it [2].", " Check it [1][7].")).end());
        SECOND.plays(SECOND_ANSWERS);
        List<Citation> citations = write();

        assertThat(told.text).hasToString("Stop it [1]. Check it [2].");
        assertThat(citations).extracting(Citation::id).containsExactly(id(2), id(1));
        assertThat(told.kind).isEqualTo(AnswerKind.GENERATED);
        assertThat(told.finish).isEqualTo(FinishReason.STOP);
        assertThat(told.usage).isEqualTo(new Usage("first", "gpt-test", 12, 34, new BigDecimal("0.000008"), false));
        assertThat(SECOND.calls()).isEmpty();
        assertThat(registry.counter("streaming.llm.unknown.citations", "provider", "first")
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500, 529})
    void aProviderThatRefusesIsReplacedUnseen(int status) throws Exception {
        FIRST.plays(to -> to.reply(status, "", "{\"error\":{\"message\":\"m\",\"type\":\"t\"}}"));
        assertTheSecondAnswers();
    }

    @Test
    void aStreamThatEndsBeforeItsFirstWordsIsReplacedUnseen() throws Exception {
        FIRST.plays(to -> to.open().send(CHAT.opening()).cut());
        assertTheSecondAnswers();
    }

    @Test
    void anErrorEventBeforeTheFirstWordsIsReplacedUnseen() throws Exception {
        FIRST.plays(to ->
                to.open().send(CHAT.opening() + CHAT.error("server_error")).end());
        assertTheSecondAnswers();
    }

    @Test
    void whatIsStillHeldBackWasNotSeenByAnybody() throws Exception {
        FIRST.plays(to -> to.open().send(CHAT.opening() + CHAT.delta(" [1")).cut());
        assertTheSecondAnswers();
    }

    @Test
    void anAnswerWithoutAWordIsReplaced() throws Exception {
        FIRST.plays(to -> to.open().send(CHAT.opening() + CHAT.ending("length")).end());
        assertTheSecondAnswers();
    }

    @ParameterizedTest
    @EnumSource(
            value = FinishReason.class,
            names = {"CONTENT_FILTER"})
    void anAnswerThatAFilterHoldsBackIsNotAskedForElsewhere(FinishReason reason) throws Exception {
        FIRST.plays(to ->
                to.open().send(CHAT.opening() + CHAT.ending("content_filter")).end());
        SECOND.plays(SECOND_ANSWERS);

        assertThat(write()).isEmpty();
        assertThat(told.text).isEmpty();
        assertThat(told.finish).isEqualTo(reason);
        assertThat(SECOND.calls()).isEmpty();
    }

    @Test
    void afterItsFirstWordsNobodyElseWritesOn() {
        FIRST.plays(to ->
                to.open().send(CHAT.opening() + CHAT.delta("Stop it [2]. Then")).cut());
        SECOND.plays(SECOND_ANSWERS);
        AnswerInterrupted interrupted = catchThrowableOfType(AnswerInterrupted.class, this::write);

        assertThat(told.text).hasToString("Stop it [1]. Then");
        assertThat(told.finish).isEqualTo(FinishReason.INTERRUPTED);
        assertThat(interrupted.problem().type()).isEqualTo(ProblemType.ANSWER_INTERRUPTED);
        assertThat(interrupted.citations()).extracting(Citation::id).containsExactly(id(2));
        assertThat(told.usage.estimated()).isTrue();
        assertThat(told.usage.outputTokens()).isEqualTo(6);
        assertThat(told.usage.inputTokens()).isBetween(200L, 6_000L);
        assertThat(SECOND.calls()).isEmpty();
    }

    @Test
    void whatAProviderWillNotFinishIsNotToBeRepeated() {
        FIRST.plays(to -> to.open()
                .send(CHAT.opening() + CHAT.delta("Half") + CHAT.error("insufficient_quota"))
                .end());
        AnswerInterrupted interrupted = catchThrowableOfType(AnswerInterrupted.class, this::write);
        assertThat(interrupted.problem().type().retryable()).isFalse();
        assertThat(interrupted.problem().detail()).doesNotContain("quota", "secret-account-name");
    }

    @Test
    void aProviderWithoutAWordUntilTheDeadlineLeavesTimeForTheQuotation() throws Exception {
        FIRST.plays(Wire::awaitHangUp);
        SECOND.plays(SECOND_ANSWERS);
        RequestContext.background(Duration.ofMillis(300)).call(this::write);

        assertQuoted();
    }

    @Test
    void aDeadlineWithinTheAnswerIsTold() {
        FIRST.plays(to -> to.open().send(CHAT.opening() + CHAT.delta("Half")).awaitHangUp());
        AnswerInterrupted interrupted = catchThrowableOfType(
                AnswerInterrupted.class,
                () -> RequestContext.background(Duration.ofSeconds(2)).call(this::write));
        assertThat(interrupted.problem().type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED);
        assertThat(told.usage.estimated()).isTrue();
    }

    @Test
    void whereNobodyAnswersThePassagesAreQuoted() throws Exception {
        FIRST.plays(to -> to.reply(500, "", "{}"));
        SECOND.plays(Wire::cut);
        write();
        assertQuoted();
        assertThat(told.usage).isNull();
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() throws Exception {
        FIRST.plays(to -> to.reply(500, "", "{}"));
        SECOND.plays(SECOND_ANSWERS);
        for (int i = 0; i < 8; i++) {
            write();
        }
        assertThat(FIRST.calls()).hasSize(5);
        assertThat(SECOND.calls()).hasSize(8);
        assertThat(links.check().word()).isEqualTo("healthy");
    }

    @Test
    void whenNobodyIsAskedAnyMoreTheHealthReportSaysSo() throws Exception {
        FIRST.plays(to -> to.reply(429, "Retry-After: 60\r\n", "{}"));
        SECOND.plays(to -> to.reply(529, "Retry-After: 60\r\n", "{}"));
        write();
        assertThat(links.check().word()).isEqualTo("failing");
        write();
        assertThat(FIRST.calls()).hasSize(1);
        assertThat(SECOND.calls()).hasSize(1);
        assertThat(new Links(List.of()).check().word()).isEqualTo("not_configured");
    }

    @Test
    void aProviderThatAsksToBeLeftAloneIsLeftAloneAtOnce() throws Exception {
        FIRST.plays(to -> to.reply(429, "Retry-After: 60\r\n", "{}"));
        SECOND.plays(SECOND_ANSWERS);
        write();
        write();
        assertThat(FIRST.calls()).hasSize(1);
    }

    private void assertTheSecondAnswers() throws Exception {
        SECOND.plays(SECOND_ANSWERS);
        List<Citation> citations = write();

        assertThat(told.text).hasToString("From the second [1].");
        assertThat(citations).extracting(Citation::id).containsExactly(id(1));
        assertThat(told.usage.provider()).isEqualTo("second");
        assertThat(told.lacking).isEmpty();
        assertThat(FIRST.calls()).hasSize(1);
    }

    private void assertQuoted() {
        assertThat(told.text).hasToString("quoted");
        assertThat(told.kind).isEqualTo(AnswerKind.EXTRACTIVE);
        assertThat(told.lacking).containsExactly(Degradation.LLM_UNAVAILABLE);
    }

    private List<Citation> write() throws InterruptedException {
        return chain.write(GROUNDING, told);
    }

    private ProviderChain chain() {
        LlmMeters meters = new LlmMeters(registry);
        LlmProperties properties = new LlmProperties(
                List.of(
                        provider("first", Dialect.OPENAI_CHAT, FIRST.url() + "/v1", "gpt-test"),
                        provider("second", Dialect.ANTHROPIC, SECOND.url(), "claude-test")),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
        links = ProviderConfiguration.links(properties, TRANSPORT, meters);
        return new ProviderChain(links.all(), quotation(), meters);
    }

    private static LlmProperties.Provider provider(String name, Dialect dialect, String url, String model) {
        return new LlmProperties.Provider(
                name,
                dialect,
                url,
                "a-key",
                model,
                6_000,
                1_000,
                null,
                new BigDecimal("0.1"),
                new BigDecimal("0.2"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }

    private static LlmProvider quotation() {
        return new LlmProvider() {
            @Override
            public AnswerKind kind() {
                return AnswerKind.EXTRACTIVE;
            }

            @Override
            public List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException {
                sink.token("quoted");
                return List.of();
            }
        };
    }

    private static final class Told implements TokenSink {
        private final StringBuilder text = new StringBuilder();
        private final List<Degradation> lacking = new ArrayList<>();
        private AnswerKind kind;
        private FinishReason finish;
        private Usage usage;

        @Override
        public void token(String content) {
            text.append(content);
        }

        @Override
        public void writtenBy(AnswerKind by) {
            kind = by;
        }

        @Override
        public void finished(FinishReason reason) {
            finish = reason;
        }

        @Override
        public void used(Usage what) {
            usage = what;
        }

        @Override
        public void lacking(Degradation degradation) {
            lacking.add(degradation);
        }
    }
}
