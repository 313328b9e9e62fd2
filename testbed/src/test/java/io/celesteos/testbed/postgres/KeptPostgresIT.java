package io.celesteos.testbed.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.celesteos.testbed.server.DockerEngine;
import io.celesteos.testbed.server.Folders;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** The local binaries; a machine whose Docker engine answers need not have them. */
@DisabledIf("onContainers")
class KeptPostgresIT {

    /** Not JUnit's: PostgreSQL's own user must be able to get there. */
    private final Path folder = Folders.temporary("celeste-kept-postgres");

    static boolean onContainers() {
        return DockerEngine.answers();
    }

    @AfterEach
    void removeFolder() {
        Folders.delete(folder);
    }

    @Test
    void whatWasWrittenIsThereTheNextTime() throws SQLException {
        try (KeptPostgres server = KeptPostgres.open(folder)) {
            execute(server.database("measured"), "create table kept as select 7 as number");

            assertThatIllegalStateException().as("one process at a time").isThrownBy(() -> KeptPostgres.open(folder));
        }

        try (KeptPostgres again = KeptPostgres.open(folder)) {
            assertThat(number(again.database("measured"))).isEqualTo(7);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Database database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number from kept")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
