package io.celesteos.embedding.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.annotation.Configuration;

@Timeout(30)
class ScheduleConfigurationTests {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final LoadedModel model = FakeModel.of(text -> {
        begun.countDown();
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed shut");
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return new HiddenStates(new float[] {text.length(), 0}, 2);
    });

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean("modelCatalog", ModelCatalog.class, () -> FakeModel.catalog(model))
            .withUserConfiguration(ScheduleConfiguration.class, Settings.class)
            .withPropertyValues("embedding.schedule.runners=1", "spring.lifecycle.timeout-per-shutdown-phase=20s");

    @Configuration
    @EnableConfigurationProperties(ScheduleProperties.class)
    static class Settings {}

    @Test
    void aContextThatIsClosedFinishesItsJobs() {
        EncodeJob<Integer> job = Jobs.of(model, "a", Urgency.BULK, 3, 4);
        CompletableFuture<Boolean> done = new CompletableFuture<>();

        runner.run(context -> {
            EncodeScheduler scheduler = context.getBean(EncodeScheduler.class);
            Thread.startVirtualThread(() -> done.complete(finishes(scheduler, job)));
            begun.await();
            Thread.startVirtualThread(() -> {
                while (scheduler.open()) {
                    Thread.onSpinWait();
                }
                gate.countDown();
            });
        });

        assertThat(done).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(true);
        assertThat(job.results()).containsExactly(3, 4);
    }

    private static boolean finishes(EncodeScheduler scheduler, EncodeJob<?> job) {
        scheduler.run(job, Jobs.LONG);
        return true;
    }

    @Test
    void theSchedulerIsDrainedBeforeTheWebServerStops() {
        gate.countDown();
        runner.run(context -> assertThat(context.getBean(SchedulerDrain.class).getPhase())
                .isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE));
    }
}
