package io.celesteos.search.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tasks to be done by whoever has a worker free, in this process or another. Works in the caller's transaction where
 * there is one: the task is there when what the caller writes is there, and workers are woken once it is. Thread-safe.
 */
public final class JobQueue {

    private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

    private final SchedulerClient client;
    private final JobSignals signals;

    JobQueue(SchedulerClient client, JobSignals signals) {
        this.client = client;
        this.signals = signals;
    }

    /**
     * A task with the name of a bean of type {@link com.github.kagkarlsson.scheduler.task.Task}.
     *
     * @return false when one of that name and id is there already; it stays as it is
     */
    public <T> boolean schedule(TaskInstance<T> task, Instant due) {
        boolean added = client.scheduleIfNotExists(task, due);
        wakeOnceCommitted();
        return added;
    }

    /** As {@link #schedule}, and one that waits for a later time is due now. One that is being done is left alone. */
    public <T> void hasten(TaskInstance<T> task, Instant due) {
        if (!schedule(task, due)) {
            boolean later = client.getScheduledExecution(task)
                    .filter(known ->
                            !known.isPicked() && known.getExecutionTime().isAfter(due))
                    .isPresent();
            try {
                if (later) {
                    client.reschedule(task, due);
                }
            } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException begun) {
                log.debug("Begun meanwhile: {}", task, begun);
            }
        }
    }

    private void wakeOnceCommitted() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    signals.wake();
                }
            });
        } else {
            signals.wake();
        }
    }

    /** Whether such a task is waiting or being done. */
    public boolean holds(TaskInstanceId task) {
        return client.getScheduledExecution(task).isPresent();
    }
}
