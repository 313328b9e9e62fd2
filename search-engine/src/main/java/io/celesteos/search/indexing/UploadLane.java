package io.celesteos.search.indexing;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.UUID;

/**
 * One of the few places at which a yacht's files are read, one file a turn. Turns are taken in order of time: however
 * many files a yacht sends, the next yacht's turn comes after at most that many files as it has lanes.
 *
 * @param number from 0
 */
record UploadLane(UUID yacht, int number) {

    static final TaskDescriptor<UploadLane> TASK = TaskDescriptor.of("read-uploads", UploadLane.class);

    YachtId yachtId() {
        return new YachtId(yacht);
    }

    TaskInstance<UploadLane> task() {
        return TASK.instance(yacht + ":" + number).data(this).build();
    }
}
