package io.celesteos.gateway.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Whether the database takes a connection and answers on it. */
final class PostgresLook implements Callable<String> {

    private final DataSource dataSource;

    PostgresLook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String call() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1) ? SuiteState.HEALTHY : SuiteState.UNREACHABLE;
        }
    }
}
