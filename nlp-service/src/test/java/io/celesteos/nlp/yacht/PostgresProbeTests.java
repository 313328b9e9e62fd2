package io.celesteos.nlp.yacht;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.health.HealthMonitor;
import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.nlp.reading.Yachts;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresProbeTests {

    @Test
    void withoutADatabaseNothingIsWrong() {
        var state = new PostgresProbe(null).check();
        assertThat(state.word()).isEqualTo("not_configured");
        assertThat(state.effect()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void aDatabaseThatIsAwayDegradesHealthAndLeavesContextsUnavailable() throws IOException {
        var configuration = new YachtConfiguration();
        var database = configuration.yachtDatabase(new DatabaseProperties(
                "jdbc:postgresql://127.0.0.1:" + closedPort() + "/x", "u", "p", 1, Duration.ofMillis(250)));
        try {
            var state = configuration.postgresProbe(database).check();
            assertThat(state.word()).isEqualTo("unreachable");
            assertThat(state.effect()).isEqualTo(HealthStatus.DEGRADED);
            var contexts = configuration.yachtContexts(
                    database,
                    Yachts.compiler(),
                    new YachtProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), 10));
            assertThat(contexts.find(Yachts.ID)).isInstanceOf(YachtLookup.Unavailable.class);
        } finally {
            database.destroy();
        }
    }

    @Test
    void aPoolThatWaitsLongDegradesTheReportAndDoesNotBreakIt() throws IOException {
        var configuration = new YachtConfiguration();
        var database = configuration.yachtDatabase(new DatabaseProperties(
                "jdbc:postgresql://127.0.0.1:" + closedPort() + "/x", "u", "p", 1, Duration.ofSeconds(20)));
        var monitor = new HealthMonitor(
                "nlp-service", "1", List.of(configuration.postgresProbe(database)), Clock.systemUTC());
        try {
            var report = monitor.report();
            assertThat(report.status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(report.dependencies()).containsEntry("postgres", "unreachable");
        } finally {
            monitor.close();
            database.destroy();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
