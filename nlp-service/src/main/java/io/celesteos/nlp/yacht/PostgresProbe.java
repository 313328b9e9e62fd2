package io.celesteos.nlp.yacht;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Postgres as health sees it: texts are read without it too, so its loss degrades and no more. */
final class PostgresProbe implements DependencyProbe {

    /** Less than what a health report gives a probe: a pool that waits must not pass for a service that is broken. */
    private static final Duration LIMIT = Duration.ofMillis(600);

    private final @Nullable DataSource dataSource;

    /** @param dataSource null where none is configured */
    PostgresProbe(@Nullable DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public DependencyState check() {
        return dataSource == null ? DependencyState.healthy("not_configured") : answer(dataSource);
    }

    private static DependencyState answer(DataSource dataSource) {
        var answers = new FutureTask<>(() -> isValid(dataSource));
        Thread.ofVirtual().name("postgres-probe").start(answers);
        try {
            return answers.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    ? DependencyState.healthy()
                    : DependencyState.degraded("unreachable");
        } catch (ExecutionException | TimeoutException away) {
            answers.cancel(true);
            return DependencyState.degraded("unreachable");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return DependencyState.degraded("unknown");
        }
    }

    private static boolean isValid(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1);
        }
    }
}
