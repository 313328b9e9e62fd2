package io.celesteos.bench.quality;

import io.celesteos.bench.quality.Contender.Answer;
import io.celesteos.bench.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks every question of every contender, a few at once, and judges the answers. */
final class QualityRun {

    private final int callers;
    private final PrintStream out;

    QualityRun(int callers, PrintStream out) {
        this.callers = callers;
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
        String task = set.name() + " " + set.split() + ": " + contender.name();
        try (ExecutorService asking = Executors.newFixedThreadPool(callers);
                Progress bar = Progress.of(out, task, set.questions().size())) {
            List<Future<Judged>> futures = new ArrayList<>();
            for (Question question : set.questions()) {
                Callable<Judged> asked = () -> {
                    Answer answer = contender.ask(question, set.depth());
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
