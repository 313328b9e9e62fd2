package io.celesteos.testbed.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ThrowawayPostgresIT {

    private final ThrowawayPostgres postgres = ThrowawayPostgres.shared();

    @Test
    void vectorsCanBeStoredAndCompared() throws SQLException {
        Database database = postgres.newDatabase();

        execute(database, "CREATE EXTENSION vector");

        assertThat(query(database, "SELECT '[1,0]'::vector <=> '[0,1]'::vector"))
                .isEqualTo("1");
    }

    @Test
    void databasesAreApart() throws SQLException {
        Database one = postgres.newDatabase();
        Database other = postgres.newDatabase();

        execute(one, "CREATE TABLE seen (id int)");

        assertThat(query(one, "SELECT to_regclass('seen')")).isEqualTo("seen");
        assertThat(query(other, "SELECT to_regclass('seen')")).isNull();
    }

    @Test
    void theUserIsASuperuserAndOwnsTheDatabase() throws SQLException {
        Database database = postgres.newDatabase();

        assertThat(query(database, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("t");
        assertThat(query(
                        database, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
                .isEqualTo(database.username());
    }

    @Test
    void lettersBeyondAsciiHaveACase() throws SQLException {
        assertThat(query(postgres.newDatabase(), "SELECT lower('ÖLDRUCK')")).isEqualTo("öldruck");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Database database = postgres.newDatabase();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect(new Database(database.jdbcUrl(), database.username(), "wrong")));
    }

    @Test
    void anOutageRefusesConnectionsAndLosesNothing() throws SQLException {
        Database database = postgres.newDatabase();
        execute(database, "CREATE TABLE kept AS SELECT 7 AS id");

        postgres.stop();
        postgres.stop();
        try {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(database));
        } finally {
            postgres.start();
            postgres.start();
        }

        assertThat(query(database, "SELECT id FROM kept")).isEqualTo("7");
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
