package io.celesteos.bench.quality;

import io.celesteos.bench.quality.Contender.Answer;
import io.celesteos.bench.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks every question of every contender, a few at once, and judges the answers. */
final class QualityRun {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int callers;
    private final Duration patience;
    private final PrintStream out;

    /**
     * @param patience how long, for all questions to a contender together, degraded answers are asked for again: what
     *     is filled in the background after the documents are there (token vectors) is to be measured whole
     */
    QualityRun(int callers, Duration patience, PrintStream out) {
        this.callers = callers;
        this.patience = patience;
        this.out = out;
    }

    /** @throws IOException when a contender does not answer: a set with holes has no figure */
    SetResult measure(QuestionSet set, List<Contender> contenders) throws IOException {
        List<SystemResult> results = new ArrayList<>();
        for (Contender contender : contenders) {
            results.add(ask(set, contender));
        }
        return new SetResult(set, results);
    }

    private SystemResult ask(QuestionSet set, Contender contender) throws IOException {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger reranked = new AtomicInteger();
        AtomicInteger degraded = new AtomicInteger();
        List<Judged> judged = new ArrayList<>();
        long giveUp = System.nanoTime() + patience.toNanos();
        String task = set.name() + " " + set.split() + ": " + contender.name();
        try (ExecutorService asking = Executors.newFixedThreadPool(callers);
                Progress bar = Progress.of(out, task, set.questions().size())) {
            List<Future<Judged>> futures = new ArrayList<>();
            for (Question question : set.questions()) {
                Callable<Judged> asked = () -> {
                    Answer answer = whole(contender, question, set.depth(), giveUp);
                    reranked.addAndGet(answer.reranked() ? 1 : 0);
                    degraded.addAndGet(answer.degraded() ? 1 : 0);
                    bar.at(done.incrementAndGet());
                    return Judged.of(question, set.naming().ranking(question, answer.results()));
                };
                futures.add(asking.submit(asked));
            }
            for (Future<Judged> future : futures) {
                judged.add(result(future, asking));
            }
        }
        return new SystemResult(contender.name(), judged, reranked.get(), degraded.get());
    }

    private static Answer whole(Contender contender, Question question, int depth, long giveUp) throws IOException {
        Answer answer = contender.ask(question, depth);
        while (answer.degraded() && giveUp - System.nanoTime() > 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted");
            }
            answer = contender.ask(question, depth);
        }
        return answer;
    }

    private static Judged result(Future<Judged> future, ExecutorService asking) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException stop) {
            asking.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } catch (ExecutionException failed) {
            asking.shutdownNow();
            throw new IOException("a question was not answered: " + failed.getMessage(), failed);
        }
    }
}
