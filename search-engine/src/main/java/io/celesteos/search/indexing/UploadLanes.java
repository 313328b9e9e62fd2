package io.celesteos.search.indexing;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtRoster;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The lanes' turns: one file each, then the lane stands behind all that are due by then, other yachts' among them. A
 * lane without work is removed; the next upload schedules it anew.
 */
@Component
final class UploadLanes {

    private static final Logger log = LoggerFactory.getLogger(UploadLanes.class);

    private final UploadReading reading;
    private final UploadStore store;
    private final YachtRoster roster;
    private final UploadsProperties properties;
    private final Clock clock;

    UploadLanes(
            UploadReading reading, UploadStore store, YachtRoster roster, UploadsProperties properties, Clock clock) {
        this.reading = reading;
        this.store = store;
        this.roster = roster;
        this.properties = properties;
        this.clock = clock;
    }

    CompletionHandler<UploadLane> turn(TaskInstance<UploadLane> task, ExecutionContext context) {
        UploadLane lane = task.getData();
        if (!active(lane.yachtId())) {
            // Tending finds its files when the yacht is active again.
            return (complete, operations) -> operations.stop();
        }
        reading.readOne(lane);
        return (complete, operations) -> store.next(lane, wait -> {
            if (wait == null) {
                operations.stop();
            } else {
                operations.reschedule(complete, clock.instant().plus(wait));
            }
        });
    }

    private boolean active(YachtId yacht) {
        try {
            roster.admit(yacht);
            return true;
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.YACHT_INACTIVE || refused.type() == ProblemType.UNKNOWN_YACHT) {
                return false;
            }
            throw refused;
        }
    }

    /** The database is away, or this program is wrong: later. The lane takes the same file up again. */
    void failed(ExecutionComplete complete, ExecutionOperations<UploadLane> operations) {
        int failures = complete.getExecution().consecutiveFailures + 1;
        Duration pause = Jitter.around(properties.pauseAfter(failures));
        complete.getCause().ifPresent(cause -> {
            if (cause instanceof ProblemException away) {
                log.warn("Uploads wait {}: {}", pause, away.getMessage());
                log.debug("The reason", away);
            } else {
                log.warn("Uploads failed and wait {}", pause, cause);
            }
        });
        operations.reschedule(complete, clock.instant().plus(pause));
    }
}
