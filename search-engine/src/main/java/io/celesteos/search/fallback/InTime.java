package io.celesteos.search.fallback;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.search.retrieval.LateSearchException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A search that waits for what is done beside it, as long as it has time. */
final class InTime {

    private InTime() {}

    /** @throws LateSearchException when the deadline passed first; the work goes on for those who come later */
    static <T> T await(Future<T> work, Deadline by) {
        try {
            return work.get(by.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new LateSearchException("vector", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LateSearchException("vector", stop);
        }
    }
}
