package io.celesteos.streaming.provider.chain;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.event.Usage;
import io.celesteos.streaming.provider.AnswerInterrupted;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.TokenSink;
import io.celesteos.streaming.provider.citation.CheckedText;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.StreamWatch;
import io.celesteos.streaming.provider.prompt.PreparedPrompt;
import io.celesteos.streaming.provider.prompt.PromptWriter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One provider of the chain, behind its breaker. Thread-safe. */
final class Link {

    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private final LlmProperties.Provider settings;
    private final PreparedModel model;
    private final CircuitBreaker breaker;
    private final LlmMeters meters;
    private final PromptWriter prompts;
    private final Price price;

    Link(LlmProperties.Provider settings, PreparedModel model, CircuitBreaker breaker, LlmMeters meters) {
        this.settings = settings;
        this.model = model;
        this.breaker = breaker;
        this.meters = meters;
        this.prompts = new PromptWriter(settings.maxInputTokens());
        this.price = new Price(settings.inputPrice(), settings.outputPrice());
    }

    /** Loads what it needs, so that the first answer does not have to. */
    void prepare() {
        model.prepare();
    }

    /** Whether it is asked at all just now. */
    boolean open() {
        return breaker.getState() != CircuitBreaker.State.OPEN
                && breaker.getState() != CircuitBreaker.State.FORCED_OPEN;
    }

    /**
     * Has the answer written.
     *
     * @return its citations; empty when nothing was sent and the next may try
     * @throws AnswerInterrupted when it broke off after its first words
     */
    Optional<List<Citation>> write(Grounding grounding, TokenSink sink, Deadline deadline) throws InterruptedException {
        if (deadline.passed() || !breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        PreparedPrompt prompt = prompts.write(grounding);
        StreamWatch watch = new StreamWatch(settings.firstTokenLimit(), settings.idleLimit(), deadline);
        CheckedText checked = new CheckedText(grounding.query(), prompt.passages());
        Draft draft = new Draft(prompt.tokens(), checked, watch, sink);
        try {
            FinishReason finish = model.stream(prompt.prompt(), watch, draft);
            draft.end();
            if (!draft.sent() && (finish == FinishReason.STOP || finish == FinishReason.LENGTH)) {
                throw new ModelFailure(Fault.EMPTY, "finish " + finish);
            }
            breaker.onSuccess(draft.elapsedNanos(), TimeUnit.NANOSECONDS);
            meters.attempted(settings.name(), "complete", draft.elapsedNanos());
            account(draft, checked, sink);
            sink.finished(finish);
            return Optional.of(checked.citations());
        } catch (ModelFailure failure) {
            return broken(failure, draft, checked, sink);
        } catch (InterruptedException | ProblemException ours) {
            // Says nothing about the provider; what it took so far is told all the same.
            breaker.releasePermission();
            meters.attempted(settings.name(), "left", draft.elapsedNanos());
            account(draft, checked, sink);
            throw ours;
        } catch (RuntimeException unexpected) {
            log.error("What {} sent could not be dealt with", settings.name(), unexpected);
            return broken(new ModelFailure(Fault.GARBLED, "unexpected", null, unexpected), draft, checked, sink);
        }
    }

    private Optional<List<Citation>> broken(ModelFailure failure, Draft draft, CheckedText checked, TokenSink sink) {
        blame(failure, draft);
        if (!draft.sent()) {
            return Optional.empty();
        }
        account(draft, checked, sink);
        sink.finished(FinishReason.INTERRUPTED);
        throw interrupted(failure, checked);
    }

    private void blame(ModelFailure failure, Draft draft) {
        log.warn(
                "{} failed {} its first words: {}",
                settings.name(),
                draft.sent() ? "after" : "before",
                failure.getMessage());
        meters.attempted(settings.name(), failure.fault().word(), draft.elapsedNanos());
        if (!failure.fault().providersFault()) {
            breaker.releasePermission();
            return;
        }
        breaker.onError(draft.elapsedNanos(), TimeUnit.NANOSECONDS, failure);
        Duration pause = failure.retryAfter();
        if (pause != null && pause.isPositive()) {
            // It has asked to be left alone: asking sooner would only make it longer.
            breaker.transitionToOpenStateFor(pause);
        }
    }

    private void account(Draft draft, CheckedText checked, TokenSink sink) {
        Usage usage = draft.usage(settings.name(), settings.modelName(), price);
        sink.used(usage);
        meters.used(usage);
        if (draft.sent()) {
            meters.firstToken(settings.name(), draft.firstTokenNanos());
        }
        if (checked.unknown() > 0) {
            log.warn("{} cited {} passages that are not there", settings.name(), checked.unknown());
            meters.unknownCitations(settings.name(), checked.unknown());
        }
    }

    private static AnswerInterrupted interrupted(ModelFailure failure, CheckedText checked) {
        Fault fault = failure.fault();
        if (fault == Fault.OUT_OF_TIME) {
            return new AnswerInterrupted(
                    ProblemType.DEADLINE_EXCEEDED,
                    "The answer was not finished in time. Ask again, or allow more time.",
                    checked.citations(),
                    failure);
        }
        return fault.retryable()
                ? new AnswerInterrupted(
                        ProblemType.ANSWER_INTERRUPTED,
                        "The answer broke off at the language model. What was sent stands; ask again for the rest.",
                        checked.citations(),
                        failure)
                : new AnswerInterrupted(
                        ProblemType.ANSWER_REFUSED,
                        "The language model broke the answer off and will not finish it.",
                        checked.citations(),
                        failure);
    }
}
