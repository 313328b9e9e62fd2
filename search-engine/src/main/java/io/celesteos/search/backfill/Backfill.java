package io.celesteos.search.backfill;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.IndexListener;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.context.SmartLifecycle;

/** Work on yachts that begins and ends with the service, and looks at a yacht when something of it has changed. */
abstract class Backfill implements SmartLifecycle, IndexListener {

    private final boolean enabled;
    private final YachtWorker worker;

    /**
     * @param name of the work, in the log
     * @param enabled false leaves the work to another instance
     */
    Backfill(String name, boolean enabled, BackfillProperties properties) {
        this.enabled = enabled;
        this.worker = new YachtWorker(name, properties, this::workOn, this::away);
    }

    /** Some of the yacht's work; it adds the yacht again while there may be more. */
    abstract void workOn(YachtId yacht) throws InterruptedException;

    /** Whether a failure only says that something is not there for now. */
    abstract boolean away(RuntimeException failure);

    final YachtWorker worker() {
        return worker;
    }

    /** The yacht may have work; returns at once. */
    public void wake(YachtId yacht) {
        if (enabled) {
            worker.add(yacht);
        }
    }

    @Override
    public void published(YachtId yacht, int chunks, int embedded, boolean first) {
        wake(yacht);
    }

    @Override
    public void changed(YachtId yacht) {
        wake(yacht);
    }

    /** A call of another service on behalf of nobody who waits. */
    static <T> T within(Duration limit, Callable<T> work) {
        try {
            return RequestContext.background(limit).call(work);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Switched off it never does. */
    @Override
    public void start() {
        if (enabled) {
            worker.start();
        }
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return worker.running();
    }
}
