package io.celesteos.search.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import io.celesteos.contracts.redis.RedisConfigured;
import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scheduler over the same connections as everything else, so that a task is scheduled in the transaction that makes
 * it necessary. Every bean of type {@link Task} can be done here; those that recur are scheduled by the workers.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    private static final String TABLE = "scheduled_tasks";

    /** Workers ask for more when half of them are free, and never for more than they can begin at once. */
    private static final double ASK_BELOW = 0.5;

    private static final double ASK_FOR = 1.0;

    @Bean
    JobSignals jobSignals() {
        return new JobSignals();
    }

    @Bean
    JobQueue jobQueue(DataSource database, JsonMapper json, JobSignals signals) {
        SchedulerClient client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                .serializer(new RecordsAsJson(json))
                .tableName(TABLE)
                .enablePriority()
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
        return new JobQueue(client, signals);
    }

    @Bean
    JobWorkers jobWorkers(
            DataSource database,
            ObjectProvider<Task<?>> tasks,
            JobsProperties properties,
            JobSignals signals,
            JsonMapper json,
            MeterRegistry meters) {
        List<Task<?>> known = tasks.orderedStream().toList();
        List<OnStartup> recurring = known.stream()
                .filter(OnStartup.class::isInstance)
                .map(OnStartup.class::cast)
                .toList();
        return new JobWorkers(
                () -> scheduler(database, known, properties, json, meters), recurring, properties, signals);
    }

    @Bean
    ProgressStreams progressStreams(JobsProperties properties, JobSignals signals) {
        return new ProgressStreams(properties, signals);
    }

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("search.cache.redis-url")
    static class Redis {

        @Bean
        RedisJobRelay redisJobRelay(RedisLink link, JobsProperties properties, JobSignals signals) {
            return new RedisJobRelay(link, properties, signals);
        }
    }

    private static Scheduler scheduler(
            DataSource database,
            List<Task<?>> tasks,
            JobsProperties properties,
            JsonMapper json,
            MeterRegistry meters) {
        // Told the dialect: asking the database for it would fail while that is away.
        return new SchedulerBuilder(new TransactionAwareDataSourceProxy(database), tasks)
                .schedulerName(new SchedulerName.Fixed(
                        ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .tableName(TABLE)
                .serializer(new RecordsAsJson(json))
                .enablePriority()
                .threads(properties.workers())
                .pollUsingLockAndFetch(ASK_BELOW, ASK_FOR)
                .pollingInterval(properties.pollEvery())
                .heartbeatInterval(properties.heartbeatEvery())
                .missedHeartbeatsLimit(properties.missedHeartbeats())
                .shutdownMaxWait(properties.stopWithin())
                .enableImmediateExecution()
                .failureLogging(LogLevel.DEBUG, false)
                .statsRegistry(new MicrometerStatsRegistry(meters, tasks))
                .build();
    }
}
