package io.celesteos.streaming.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.streaming.fake.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamQuotaTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StreamQuota quota = new StreamQuota(new AdmissionProperties(2, Duration.ofSeconds(3)), meters);

    @Test
    void whoFindsNoPlaceIsToldWhenToComeBack() {
        quota.take();
        quota.take();
        assertThatThrownBy(quota::take).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(ProblemType.OVERLOADED);
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        });
        assertThat(meters.get("streaming.open").gauge().value()).isEqualTo(2);
    }

    @Test
    void aPlaceIsGivenBackOnceHoweverOftenItIsClosed() {
        StreamQuota.Place place = quota.take();
        place.close();
        place.close();
        assertThat(quota.taken()).isZero();
    }

    @Test
    void defaultsAndNames() {
        assertThat(Settings.bind(AdmissionProperties.class, Map.of()))
                .isEqualTo(new AdmissionProperties(1000, Duration.ofSeconds(2)));
        assertThat(Settings.bind(AdmissionProperties.class, Map.of("max-streams", "5", "retry-after", "9s")))
                .isEqualTo(new AdmissionProperties(5, Duration.ofSeconds(9)));
    }
}
