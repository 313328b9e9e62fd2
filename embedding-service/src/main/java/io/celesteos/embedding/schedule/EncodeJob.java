package io.celesteos.embedding.schedule;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one request on their way through the queue. Texts are computed in the order given, several at a
 * time; what is not needed of the hidden states is dropped on the runner, by {@code reduce}.
 *
 * @param <R> what is kept of one text
 */
public final class EncodeJob<R> {

    /** Whose turn comes first; in the order of submission where it comes at once. */
    static final Comparator<EncodeJob<?>> BY_TURN = (a, b) -> {
        // By difference, as the values of nanoTime() are to be compared.
        long earlier = a.turnNanos - b.turnNanos;
        return earlier != 0 ? Long.signum(earlier) : Long.compare(a.submission, b.submission);
    };

    private final LoadedModel model;
    private final List<TokenizedText> texts;
    private final BiFunction<TokenizedText, HiddenStates, R> reduce;
    private final Deadline deadline;

    private final AtomicReferenceArray<@Nullable R> results;
    private final AtomicInteger unfinished;
    private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
    private final long submittedNanos = System.nanoTime();
    private volatile long startedNanos;
    private volatile long endedNanos;

    /** Guarded by the queue's lock, as the next two are. */
    private int next;

    private long turnNanos;
    private long submission;

    public EncodeJob(
            LoadedModel model, List<TokenizedText> texts, Function<HiddenStates, R> reduce, Deadline deadline) {
        this(model, texts, (text, states) -> reduce.apply(states), deadline);
    }

    /** @param reduce runs on the runner, right after its text was computed */
    public EncodeJob(
            LoadedModel model,
            List<TokenizedText> texts,
            BiFunction<TokenizedText, HiddenStates, R> reduce,
            Deadline deadline) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one text");
        }
        this.model = model;
        this.texts = List.copyOf(texts);
        this.reduce = reduce;
        this.deadline = deadline;
        this.results = new AtomicReferenceArray<>(texts.size());
        this.unfinished = new AtomicInteger(texts.size());
    }

    /**
     * Waits until all texts are computed.
     *
     * @return false when {@code limit} passed first; what is there by then is in {@link #results()}
     * @throws RuntimeException what the model failed with
     */
    public boolean await(Duration limit) {
        try {
            finished.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One a text, in the order given; null where it was not computed (yet). */
    public List<@Nullable R> results() {
        List<@Nullable R> copy = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            copy.add(results.get(i));
        }
        return copy;
    }

    /** Adds {@code queue} (until the first text was begun) and {@code inference} (from then on). */
    public void report(StageTimings timings) {
        long started = startedNanos;
        if (started != 0) {
            timings.add("queue", started - submittedNanos);
            timings.add("inference", Math.max(0, endedNanos - started));
        }
    }

    LoadedModel model() {
        return model;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Set once, when the queue takes the job. */
    void turn(long nanos, long submissionNumber) {
        turnNanos = nanos;
        submission = submissionNumber;
    }

    long submittedNanos() {
        return submittedNanos;
    }

    /** Tokens no runner has taken yet. */
    int waitingTokens() {
        int tokens = 0;
        for (int i = next; i < texts.size(); i++) {
            tokens += texts.get(i).length();
        }
        return tokens;
    }

    /** Whether nobody waits for the rest any more. */
    boolean abandoned() {
        return finished.isDone() || deadline.passed();
    }

    boolean exhausted() {
        return next == texts.size();
    }

    EncodeStep takeNext() {
        if (startedNanos == 0) {
            startedNanos = System.nanoTime();
        }
        int index = next++;
        return new EncodeStep(this, index, texts.get(index));
    }

    void compute(int index) {
        try {
            results.set(index, reduce.apply(texts.get(index), model.encoder().encode(texts.get(index))));
        } catch (RuntimeException | Error failure) {
            fail(failure);
            return;
        }
        endedNanos = System.nanoTime();
        if (unfinished.decrementAndGet() == 0) {
            finished.complete(null);
        }
    }

    void fail(Throwable failure) {
        finished.completeExceptionally(failure);
    }
}
