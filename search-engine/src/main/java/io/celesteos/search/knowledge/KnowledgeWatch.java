package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeFolder;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the folder every few seconds and has the library follow it, in the background. Looking, and not waiting to be
 * told: network file systems and container volumes tell nothing.
 */
final class KnowledgeWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeWatch.class);
    private static final Duration END = Duration.ofSeconds(5);

    private final KnowledgeFolder folder;
    private final KnowledgeLibrary library;
    private final ReloadJobs reloads;
    private final Runnable changed;
    private final Duration interval;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("knowledge-watch").factory());
    private volatile boolean running;
    private boolean opened;
    private boolean quiet;

    /** @param changed told after each look */
    KnowledgeWatch(
            KnowledgeFolder folder, KnowledgeLibrary library, ReloadJobs reloads, Runnable changed, Duration interval) {
        this.folder = folder;
        this.library = library;
        this.reloads = reloads;
        this.changed = changed;
        this.interval = interval;
    }

    /** Has everything that this caller sees read again, soon. */
    ReloadJobs.Job reload(@Nullable YachtId yacht) {
        ReloadJobs.Job job = reloads.ask(yacht);
        try {
            clockwork.execute(this::look);
        } catch (RejectedExecutionException stopping) {
            log.debug("Stopping; the next start reads the folder", stopping);
        }
        return job;
    }

    /** One look; what goes wrong is logged and tried again at the next one. */
    void look() {
        List<ReloadJobs.Job> begun = reloads.begin();
        String error = "The reload was broken off; the files as they were before are served.";
        try {
            if (!opened) {
                opened = true;
                library.open();
            }
            library.follow(folder.scan(), shelf -> begun.stream().anyMatch(job -> job.covers(shelf)));
            error = null;
            quiet = false;
        } catch (IOException away) {
            library.folderAway();
            error = "The knowledge folder is not there or cannot be listed.";
            if (!quiet) {
                log.warn("The knowledge folder cannot be listed: {}", away.toString());
                quiet = true;
            }
        } catch (RuntimeException | Error failure) {
            error = "Some files could not be taken; see the service's log.";
            if (running && !quiet) {
                log.error("Looking at the knowledge folder failed", failure);
                quiet = true;
            }
        } finally {
            reloads.end(begun, error);
        }
        changed.run();
    }

    @Override
    public void start() {
        running = true;
        clockwork.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is under way ends by itself: an interrupted write would cost the index. */
    @Override
    public void stop() {
        running = false;
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                clockwork.shutdownNow();
            }
        } catch (InterruptedException stop) {
            clockwork.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
