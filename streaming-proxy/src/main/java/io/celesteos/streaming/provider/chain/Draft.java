package io.celesteos.streaming.provider.chain;

import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Usage;
import io.celesteos.streaming.provider.TokenSink;
import io.celesteos.streaming.provider.citation.CheckedText;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.StreamWatch;
import io.celesteos.streaming.provider.prompt.TokenEstimate;
import org.jspecify.annotations.Nullable;

/** What one model has written so far: checked, sent on, counted. Used by one thread. */
final class Draft implements ModelSink {

    private final int promptTokens;
    private final CheckedText checked;
    private final StreamWatch watch;
    private final TokenSink sink;
    private final long startNanos = System.nanoTime();
    private long firstTokenNanos;
    private boolean sent;
    private long written;
    private @Nullable Long countedInput;
    private long countedOutput;
    private boolean countedWhole;

    /** @param promptTokens about how many the prompt has, for a provider that does not tell */
    Draft(int promptTokens, CheckedText checked, StreamWatch watch, TokenSink sink) {
        this.promptTokens = promptTokens;
        this.checked = checked;
        this.watch = watch;
        this.sink = sink;
    }

    @Override
    public void text(String piece) throws InterruptedException {
        if (piece.isEmpty()) {
            return;
        }
        written += TokenEstimate.of(piece);
        send(checked.accept(piece));
        watch.textCame();
    }

    /** Sends on what was held back: the model has nothing more to say. */
    void end() throws InterruptedException {
        send(checked.end());
    }

    @Override
    public void inputTokens(long count) {
        countedInput = count;
    }

    @Override
    public void outputTokens(long count, boolean whole) {
        countedOutput = count;
        countedWhole = whole;
    }

    /** Whether the caller has seen any of it. */
    boolean sent() {
        return sent;
    }

    /** From the start to the first words that were sent. */
    long firstTokenNanos() {
        return firstTokenNanos;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** By the provider's own counts as far as it has told them. */
    Usage usage(String provider, String model, Price price) {
        long input = countedInput == null ? promptTokens : countedInput;
        long output = countedWhole ? countedOutput : Math.max(countedOutput, written);
        boolean estimated = countedInput == null || !countedWhole;
        return new Usage(provider, model, input, output, price.of(input, output), estimated);
    }

    private void send(String text) throws InterruptedException {
        if (text.isEmpty()) {
            return;
        }
        if (!sent) {
            sent = true;
            firstTokenNanos = elapsedNanos();
            sink.writtenBy(AnswerKind.GENERATED);
        }
        sink.token(text);
    }
}
