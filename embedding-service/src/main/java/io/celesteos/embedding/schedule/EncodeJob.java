package io.celesteos.embedding.schedule;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one request on their way through the queue. Where a part of the results is of use, texts are computed
 * in the order given; where only all of them are, the longest first, so that no runner is left alone with a long one
 * at the end (LPT, Graham 1969). Where the engine wants batches, some come a little before their turn. What is not
 * needed of the hidden states is dropped on the runner, by {@code reduce}. Made on the request's thread: it is charged to the
 * {@link Call} that is current there.
 *
 * @param <R> what is kept of one text
 */
public final class EncodeJob<R> {

    /** Whose turn comes first among one caller's jobs; in the order of submission where it comes at once. */
    static final Comparator<EncodeJob<?>> BY_TURN = (a, b) -> {
        // By difference, as the values of nanoTime() are to be compared.
        long earlier = a.turnNanos - b.turnNanos;
        return earlier != 0 ? Long.signum(earlier) : Long.compare(a.submission, b.submission);
    };

    private final LoadedModel model;
    private final List<TokenizedText> texts;
    private final BiFunction<TokenizedText, HiddenStates, R> reduce;
    private final Deadline deadline;
    private final Call call = Call.current();
    private final Urgency urgency;

    private final AtomicReferenceArray<@Nullable R> results;
    private final AtomicInteger unfinished;
    private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
    private final long submittedNanos = System.nanoTime();
    private volatile long startedNanos;
    private volatile long endedNanos;
    private volatile int failedText = -1;

    /** Guarded by the queue's lock, as all below is: which places of {@link #order} a runner has taken. */
    private final BitSet taken;

    /** Positions of texts, the first to be computed first. */
    private int[] order;

    private int waitingTokens;
    private long turnNanos;
    private long submission;
    private boolean whole = true;

    /** Live work, as a reranking is, unless its caller says otherwise. */
    public EncodeJob(
            LoadedModel model, List<TokenizedText> texts, Function<HiddenStates, R> reduce, Deadline deadline) {
        this(model, texts, reduce, deadline, Urgency.LIVE);
    }

    /** @param byShape what it is by its size and kind; the caller's own word may change that */
    public EncodeJob(
            LoadedModel model,
            List<TokenizedText> texts,
            Function<HiddenStates, R> reduce,
            Deadline deadline,
            Urgency byShape) {
        this(model, texts, (text, states) -> reduce.apply(states), deadline, byShape);
    }

    /** Live work where it is one text, else bulk. */
    public EncodeJob(
            LoadedModel model,
            List<TokenizedText> texts,
            BiFunction<TokenizedText, HiddenStates, R> reduce,
            Deadline deadline) {
        this(model, texts, reduce, deadline, texts.size() == 1 ? Urgency.LIVE : Urgency.BULK);
    }

    /** @param reduce runs on the runner, right after its text was computed */
    public EncodeJob(
            LoadedModel model,
            List<TokenizedText> texts,
            BiFunction<TokenizedText, HiddenStates, R> reduce,
            Deadline deadline,
            Urgency byShape) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a job has at least one text");
        }
        this.model = model;
        this.texts = List.copyOf(texts);
        this.reduce = reduce;
        this.deadline = deadline;
        this.urgency = call.urgency(byShape);
        this.results = new AtomicReferenceArray<>(texts.size());
        this.unfinished = new AtomicInteger(texts.size());
        this.taken = new BitSet(texts.size());
        this.order = IntStream.range(0, texts.size()).toArray();
        this.waitingTokens = texts.stream().mapToInt(TokenizedText::length).sum();
    }

    /** One a text, in the order given; null where it was not computed (yet). */
    public List<@Nullable R> results() {
        List<@Nullable R> copy = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            copy.add(results.get(i));
        }
        return copy;
    }

    public String modelName() {
        return model.name();
    }

    /** Which text the model failed on; empty when it did not, or not because of one text. */
    public OptionalInt failedText() {
        return failedText < 0 ? OptionalInt.empty() : OptionalInt.of(failedText);
    }

    /** Adds {@code queue} (until the first text was begun) and {@code inference} (from then on). */
    public void report(StageTimings timings) {
        long started = startedNanos;
        if (started != 0) {
            timings.add("queue", started - submittedNanos);
            timings.add("inference", Math.max(0, endedNanos - started));
        }
    }

    /** Waits until all texts are computed or one failed; on the thread this job was made on. */
    Call.Waited await(Duration limit) throws InterruptedException {
        return call.await(finished, limit);
    }

    /** What it failed with; null when it did not, or not yet. */
    @Nullable
    Throwable failure() {
        return finished.isCompletedExceptionally() ? finished.exceptionNow() : null;
    }

    LoadedModel model() {
        return model;
    }

    Deadline deadline() {
        return deadline;
    }

    Call call() {
        return call;
    }

    Urgency urgency() {
        return urgency;
    }

    long submittedNanos() {
        return submittedNanos;
    }

    /** Set once, when the queue takes the job. */
    void turn(long nanos, long submissionNumber, boolean nothingLessThanAll) {
        turnNanos = nanos;
        submission = submissionNumber;
        whole = nothingLessThanAll;
        if (whole && texts.size() > 1) {
            order = IntStream.range(0, texts.size())
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer i) -> -texts.get(i).length()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    /** When it was submitted, as a number; earlier ones are smaller. */
    long submission() {
        return submission;
    }

    /** Whether a part of the results is of no use: then their order is not either. */
    boolean whole() {
        return whole;
    }

    /** Tokens no runner has taken yet. */
    int waitingTokens() {
        return waitingTokens;
    }

    /** Whether it is done or has failed. */
    boolean over() {
        return finished.isDone();
    }

    /** Whether nobody waits for the rest any more. */
    boolean abandoned() {
        return over() || deadline.passed();
    }

    boolean exhausted() {
        return waitingTokens == 0;
    }

    /** At most {@code count} texts no runner has taken yet, the next ones first. */
    List<EncodeStep> waiting(int count) {
        return IntStream.iterate(taken.nextClearBit(0), i -> i < texts.size(), i -> taken.nextClearBit(i + 1))
                .limit(count)
                .map(place -> order[place])
                .mapToObj(index -> new EncodeStep(this, index, texts.get(index)))
                .toList();
    }

    void take(EncodeStep step) {
        if (startedNanos == 0) {
            startedNanos = System.nanoTime();
        }
        taken.set(place(step.index()));
        waitingTokens -= step.tokens();
    }

    private int place(int index) {
        int place = 0;
        while (order[place] != index) {
            place++;
        }
        return place;
    }

    void complete(int index, HiddenStates states) {
        results.set(index, reduce.apply(texts.get(index), states));
        endedNanos = System.nanoTime();
        if (unfinished.decrementAndGet() == 0) {
            finished.complete(null);
        }
    }

    /** @param index of the text it failed on */
    void fail(int index, Throwable failure) {
        if (!over()) {
            failedText = index;
        }
        fail(failure);
    }

    void fail(Throwable failure) {
        finished.completeExceptionally(failure);
    }
}
