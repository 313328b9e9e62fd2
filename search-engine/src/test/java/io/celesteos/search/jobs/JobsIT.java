package io.celesteos.search.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.database.tenancy.TenantTransactions;
import io.celesteos.testbed.postgres.Database;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tasks over a real database, done by the workers of one process or another. */
class JobsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TaskDescriptor<Letter> POST = TaskDescriptor.of("post", Letter.class);
    private static final YachtId YACHT = new YachtId(UUID.randomUUID());

    private static Database database;
    private static DriverManagerDataSource owner;

    record Letter(UUID to) {}

    @BeforeAll
    static void oneDatabase() {
        database = ThrowawayPostgres.shared().newDatabase();
        owner = new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password());
        Migrations.migrate(owner);
        ServiceLogin.ensure(owner, "jobs_service", "secret");
    }

    @Test
    void aTaskIsThereWithTheTransactionThatNeedsItAndNotWithoutIt() {
        try (var process = process(database, "jobs_service", "secret", 0)) {
            TenantTransactions transactions = new TenantTransactions(process.getBean(DataSource.class));
            JobQueue queue = process.getBean(JobQueue.class);
            TaskInstance<Letter> kept = letter();
            TaskInstance<Letter> lost = letter();

            transactions.write(YACHT, jdbc -> queue.schedule(kept, Instant.EPOCH));
            assertThatThrownBy(() -> transactions.write(YACHT, jdbc -> {
                        queue.schedule(lost, Instant.EPOCH);
                        throw new IllegalStateException("changed its mind");
                    }))
                    .hasMessage("changed its mind");

            assertThat(queue.holds(kept)).isTrue();
            assertThat(queue.holds(lost)).isFalse();
            // Nobody here works: it stays for others.
            try (var worker = process(database, "jobs_service", "secret", 2)) {
                assertThat(worker.getBean(Received.class).next()).isEqualTo(kept.getData());
                await().atMost(PATIENCE).until(() -> !queue.holds(kept));
            }
            assertThat(process.getBean(Received.class).letters).isEmpty();
        }
    }

    @Test
    void theSameTaskTwiceIsOne() {
        try (var process = process(database, "jobs_service", "secret", 0)) {
            JobQueue queue = process.getBean(JobQueue.class);
            TaskInstance<Letter> letter = letter();

            assertThat(queue.schedule(letter, Instant.now().plusSeconds(3600))).isTrue();
            assertThat(queue.schedule(letter, Instant.now())).isFalse();
        }
    }

    @Test
    void onlyRecordsAreStored() {
        try (var process = process(database, "jobs_service", "secret", 0)) {
            JobQueue queue = process.getBean(JobQueue.class);

            assertThatThrownBy(() -> queue.schedule(
                            TaskDescriptor.of("post", String.class)
                                    .instance("1")
                                    .data("text")
                                    .build(),
                            Instant.now()))
                    .hasMessageContaining("must be a record");
        }
    }

    @Test
    void workersThatStartBeforeTheirDatabaseIsReadyBeginWhenItIs() {
        Database late = ThrowawayPostgres.shared().newDatabase();
        var source = new DriverManagerDataSource(late.jdbcUrl(), late.username(), late.password());
        try (var process = process(late, "late_jobs_service", "secret", 1)) {
            Migrations.migrate(source);
            ServiceLogin.ensure(source, "late_jobs_service", "secret");

            TaskInstance<Letter> letter = letter();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> process.getBean(JobQueue.class).schedule(letter, Instant.EPOCH));

            assertThat(process.getBean(Received.class).next()).isEqualTo(letter.getData());
        }
    }

    @Test
    void theTableNamesNoContentAndBelongsToNoYacht() {
        assertThat(JdbcClient.create(owner)
                        .sql("select column_name from information_schema.columns where table_name = 'scheduled_tasks'")
                        .query(String.class)
                        .list())
                .doesNotContain("yacht_id")
                .contains("task_name", "task_instance", "task_data", "execution_time", "last_heartbeat", "priority");
    }

    private static TaskInstance<Letter> letter() {
        UUID id = UUID.randomUUID();
        return POST.instance(id.toString()).data(new Letter(id)).build();
    }

    private static ConfigurableApplicationContext process(Database at, String login, String password, int workers) {
        return new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run(
                        "--spring.datasource.url=" + at.jdbcUrl(),
                        "--spring.datasource.username=" + login,
                        "--spring.datasource.password=" + password,
                        "--search.jobs.workers=" + workers,
                        "--search.jobs.poll-every=200ms");
    }

    /** What the process's own workers did. */
    static final class Received {

        private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

        Letter next() {
            try {
                Letter letter = letters.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(letter).isNotNull();
                return letter;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JacksonAutoConfiguration.class})
    @EnableConfigurationProperties(JobsProperties.class)
    @Import(JobsConfiguration.class)
    static class Wiring {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Received received() {
            return new Received();
        }

        @Bean
        Task<Letter> post(Received received) {
            return Tasks.oneTime(POST).execute((letter, context) -> received.letters.add(letter.getData()));
        }
    }
}
