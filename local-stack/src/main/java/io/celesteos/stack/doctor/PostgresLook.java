package io.celesteos.stack.doctor;

import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** The database: the running local stack's, else the one that the environment names. */
final class PostgresLook {

    private static final String WHAT = "PostgreSQL";

    private static final String SELECT = """
            select current_setting('server_version') as version,
                (select extversion from pg_extension where extname = 'vector') as vector,
                (select default_version from pg_available_extensions where name = 'vector') as available""";

    private final StackLayout layout;
    private final Map<String, String> environment;

    PostgresLook(StackLayout layout, Map<String, String> environment) {
        this.layout = layout;
        this.environment = environment;
    }

    Finding finding() {
        if (new RunningProcesses(layout.run()).find(RunningProcesses.STACK).isPresent()) {
            return StackAddresses.read(layout.run())
                    .map(running -> look(running.jdbcUrl(), "postgres", "", true))
                    .orElseGet(() -> Finding.warning(WHAT, "the stack is starting", "Wait until it is up."));
        }
        String url = environment.getOrDefault("DATABASE_URL", "");
        if (url.isBlank()) {
            return Finding.good(WHAT, "comes with the local stack, which is not running");
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            return Finding.bad(
                    WHAT, "DATABASE_URL is no JDBC address", "Write it as jdbc:postgresql://host:5432/name.");
        }
        return look(
                url,
                environment.getOrDefault("DATABASE_USER", "celeste"),
                environment.getOrDefault("DATABASE_PASSWORD", ""),
                false);
    }

    private static Finding look(String url, String user, String password, boolean embedded) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "3");
        login.setProperty("loginTimeout", "3");
        login.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url, login);
                ResultSet row = connection.createStatement().executeQuery(SELECT)) {
            row.next();
            String version = row.getString("version");
            String vector = row.getString("vector");
            if (vector != null) {
                return Finding.good(WHAT, version + " with pgvector " + vector);
            }
            if (embedded) {
                return Finding.good(WHAT, version + ", embedded; vectors are searched in the search-engine's index");
            }
            return row.getString("available") == null
                    ? Finding.bad(WHAT, version + " without pgvector", "Install pgvector, then ./celeste migrate.")
                    : Finding.bad(WHAT, version + ", pgvector is there and not used yet", "./celeste migrate");
        } catch (SQLException away) {
            return Finding.bad(
                    WHAT,
                    "does not answer: "
                            + String.valueOf(away.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    embedded
                            ? "./celeste down, then ./celeste up -d"
                            : "Check DATABASE_URL, DATABASE_USER and the password.");
        }
    }
}
