package io.celesteos.search.query;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets a bounded number of searches compute at once, so that overload is refused early and not served late. */
@Component
class SearchAdmission {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore places;
    private final Duration wait;

    SearchAdmission(QueryProperties properties) {
        this.places = new Semaphore(properties.concurrent(), true);
        this.wait = properties.admissionWait();
    }

    /** @throws ProblemException {@code overloaded} when no place came free in time */
    <T> T within(Deadline deadline, Supplier<T> search) {
        if (!acquired(deadline)) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many searches are running; try again shortly.", RETRY_AFTER);
        }
        try {
            return search.get();
        } finally {
            places.release();
        }
    }

    private boolean acquired(Deadline deadline) {
        try {
            return places.tryAcquire(deadline.atMost(wait).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
