package io.celesteos.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartsTests {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Restarts restarts = new Restarts(2, Duration.ofMinutes(10));

    @Test
    void aServiceThatEndsAgainAndAgainIsGivenUp() {
        assertThat(restarts.allow(Service.NLP, 0)).isTrue();
        assertThat(restarts.allow(Service.NLP, MINUTE)).isTrue();
        assertThat(restarts.allow(Service.NLP, 2 * MINUTE)).isFalse();
    }

    @Test
    void endsOfLongAgoDoNotCount() {
        assertThat(restarts.allow(Service.NLP, 0)).isTrue();
        assertThat(restarts.allow(Service.NLP, MINUTE)).isTrue();
        assertThat(restarts.allow(Service.NLP, 11 * MINUTE)).isTrue();
        assertThat(restarts.allow(Service.NLP, 11 * MINUTE)).isFalse();
    }

    @Test
    void oneServiceDoesNotUseUpAnothersStarts() {
        restarts.allow(Service.NLP, 0);
        restarts.allow(Service.NLP, 0);

        assertThat(restarts.allow(Service.SEARCH, 0)).isTrue();
    }
}
