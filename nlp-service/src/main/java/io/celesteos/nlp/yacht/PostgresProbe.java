package io.celesteos.nlp.yacht;

import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Postgres as health sees it: texts are read without it too, so its loss degrades and no more. */
final class PostgresProbe implements DependencyProbe {

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
        if (dataSource == null) {
            return DependencyState.healthy("not_configured");
        }
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1) ? DependencyState.healthy() : DependencyState.degraded("unreachable");
        } catch (SQLException away) {
            return DependencyState.degraded("unreachable");
        }
    }
}
