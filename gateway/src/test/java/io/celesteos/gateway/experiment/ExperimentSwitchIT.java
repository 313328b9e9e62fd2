package io.celesteos.gateway.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.shared.TestSharing;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.testbed.redis.ThrowawayRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Two gateways and one Redis. */
class ExperimentSwitchIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void empty() {
        REDIS.flush();
    }

    private ExperimentSwitch gateway(TestSharing sharing, int percent) {
        return new ExperimentSwitch(
                new ExperimentProperties(
                        "http://localhost/w",
                        null,
                        List.of(),
                        percent,
                        0,
                        "s",
                        Duration.ofSeconds(1),
                        null,
                        false,
                        DataSize.ofMegabytes(1),
                        1,
                        1,
                        10),
                sharing.state().patient("experiment"),
                clock);
    }

    @Test
    void whatIsSetHereHoldsThereTwoSecondsLaterAndEndsWithANewConfiguration() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            ExperimentSwitch first = gateway(here, 10);
            ExperimentSwitch second = gateway(there, 10);
            assertThat(second.current().percent()).isEqualTo(10);
            assertThat(first.set(Share.OFF).join()).isTrue();
            assertThat(first.current()).isEqualTo(Share.OFF);

            clock.forward(Duration.ofSeconds(2));
            awaitPercent(second, 0);

            ExperimentSwitch redeployed = gateway(there, 20);
            clock.forward(Duration.ofSeconds(2));
            redeployed.current();
            assertThat(first.set(new Share(30, 0)).join()).isTrue();
            clock.forward(Duration.ofSeconds(2));
            awaitPercent(second, 30);
            assertThat(redeployed.current().percent()).isEqualTo(20);
        }
    }

    private void awaitPercent(ExperimentSwitch gateway, int percent) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (gateway.current().percent() != percent) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
