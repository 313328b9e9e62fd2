package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many uploads at once to the database: each holds a connection for as long as its files take, and searches
 * need some too. Thread-safe.
 */
final class UploadDoor {

    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final Semaphore places;
    private final Duration wait;

    /** @param wait how long an upload stands before the door until it is told to come again */
    UploadDoor(int places, Duration wait) {
        this.places = new Semaphore(places, true);
        this.wait = wait;
    }

    /** Puts files into the database. */
    interface Receiving {
        UUID receive() throws IOException;
    }

    /** @throws ProblemException of type overloaded when there is no place in time */
    UUID through(Receiving upload) throws IOException {
        if (!entered()) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many files are being received; send these later.", COME_AGAIN);
        }
        try {
            return upload.receive();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
