package io.celesteos.search.indexing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What workers do for uploads. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    @Bean
    Task<UploadLane> readUploads(UploadLanes lanes) {
        return Tasks.custom(UploadLane.TASK)
                .onFailure(lanes::failed)
                .onDeadExecutionRevive()
                .execute(lanes::turn);
    }

    @Bean
    Task<Void> tendJobs(JobTending tending, UploadsProperties properties) {
        return Tasks.recurring("tend-jobs", FixedDelay.of(properties.tend()))
                .execute((task, context) -> tending.tend());
    }
}
