package io.celesteos.stack.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C: what is still to be said then, and the pauses that it ends. */
public final class Interruption implements Pauses, AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread hook;

    /** @param lastWords runs at Ctrl-C, unless this was closed before */
    public Interruption(Runnable lastWords) {
        hook = Thread.ofPlatform().unstarted(() -> end(lastWords));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What Ctrl-C does. */
    void end(Runnable lastWords) {
        asked.countDown();
        lastWords.run();
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        if (asked.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("Ctrl-C");
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The last words are being said.
        }
    }
}
