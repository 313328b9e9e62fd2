package io.celesteos.nlp.extract;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many requests are worked on at once: reading is all computing, so more would only wait for each other. */
final class ExtractionTurns {

    private final Semaphore turns;
    private final Duration maxWait;

    ExtractionTurns(ExtractProperties properties) {
        this.turns = new Semaphore(properties.maxConcurrent(), true);
        this.maxWait = properties.maxWait();
    }

    /** @throws ProblemException 503 when no turn comes in time */
    <T> T take(Callable<T> work) throws Exception {
        Duration wait = RequestContext.current().deadline().atMost(maxWait);
        if (!turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many texts are being read; try again shortly.", Duration.ofSeconds(1));
        }
        try {
            return work.call();
        } finally {
            turns.release();
        }
    }
}
