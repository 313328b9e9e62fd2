package io.celesteos.streaming.provider.chain;

import static io.celesteos.streaming.fake.Samples.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.AnswerInterrupted;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.TokenSink;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTests {

    private static final Deadline LATER = Deadline.in(Duration.ofMinutes(5));
    private static final Grounding GROUNDING =
            new Grounding("coolant level", List.of(hit(1, 0.9, "Check the coolant level daily.")));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("test");
    private final StringBuilder sent = new StringBuilder();

    @Test
    void whatALibraryThrowsBeforeTheFirstWordsIsReplaced() throws Exception {
        Link link = link((prompt, watch, sink) -> {
            throw new IllegalStateException("a bug in there");
        });
        assertThat(link.write(GROUNDING, sent::append, LATER)).isEmpty();
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void whatALibraryThrowsAfterThemInterruptsTheAnswer() {
        Link link = link((prompt, watch, sink) -> {
            sink.text("Half");
            throw new IllegalStateException("a bug in there");
        });
        assertThatThrownBy(() -> link.write(GROUNDING, sent::append, LATER)).isInstanceOf(AnswerInterrupted.class);
        assertThat(sent).hasToString("Half");
    }

    @Test
    void aModelThatCannotBeSetUpIsReplaced() throws Exception {
        Link link = link(new PreparedModel(() -> {
            throw new IllegalArgumentException("no such thing");
        }));
        assertThat(link.write(GROUNDING, sent::append, LATER)).isEmpty();
    }

    @Test
    void aReaderWhoIsTooSlowSaysNothingAboutTheProvider() {
        TokenSink slow = content -> {
            throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "too slow");
        };
        Link link = link((prompt, watch, sink) -> {
            sink.text("Half");
            return FinishReason.STOP;
        });
        assertThatThrownBy(() -> link.write(GROUNDING, slow, LATER)).isInstanceOf(ProblemException.class);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(registry.timer("streaming.llm.attempt", "provider", "p", "outcome", "left")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void afterTheDeadlineNobodyIsAsked() throws Exception {
        Link link = link((prompt, watch, sink) -> {
            throw new AssertionError("asked");
        });
        assertThat(link.write(GROUNDING, sent::append, Deadline.in(Duration.ZERO)))
                .isEmpty();
        assertThatThrownBy(() -> link.write(GROUNDING, sent::append, LATER)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aModelIsMadeOnce() throws Exception {
        int[] made = {0};
        Link link = link(new PreparedModel(() -> {
            made[0]++;
            return (prompt, watch, sink) -> {
                sink.text("Done");
                return FinishReason.STOP;
            };
        }));
        link.prepare();
        link.write(GROUNDING, sent::append, LATER);
        link.write(GROUNDING, sent::append, LATER);
        assertThat(made[0]).isEqualTo(1);
    }

    private Link link(LanguageModel model) {
        return link(new PreparedModel(() -> model));
    }

    private Link link(PreparedModel model) {
        LlmProperties.Provider settings = new LlmProperties.Provider(
                "p",
                Dialect.OPENAI_CHAT,
                null,
                "k",
                "m",
                6_000,
                1_000,
                null,
                null,
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        return new Link(settings, model, breaker, new LlmMeters(registry));
    }
}
