package io.celesteos.testbed.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A cluster of the installed PostgreSQL in a folder of one's own that is there again the next time: for measurements
 * whose tables take long to make. It survives the end of this JVM, not that of the machine.
 */
public final class KeptPostgres implements AutoCloseable {

    private static final String USER = "celeste";
    private static final String PASSWORD = "throwaway";

    private final LocalPostgres server;

    /** An interrupted measurement must not leave its server behind. */
    private final Thread atExit;

    private KeptPostgres(LocalPostgres server) {
        this.server = server;
        this.atExit = new Thread(server::shutDown, "kept-postgres");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts the cluster in {@code folder}, or makes one there; the user who runs PostgreSQL must be able to get there.
     *
     * @throws io.celesteos.testbed.server.MissingServerException when PostgreSQL or pgvector is not installed
     * @throws IllegalStateException when it does not start, also because another process uses the folder
     */
    public static KeptPostgres open(Path folder) {
        return new KeptPostgres(LocalPostgres.open(
                PostgresBinaries.find(), folder.toAbsolutePath().normalize(), USER, PASSWORD));
    }

    /**
     * The database of this name, made where there is none.
     *
     * @param name letters, digits and underscores
     */
    public Database database(String name) {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                PreparedStatement known = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            known.setString(1, name);
            try (ResultSet row = known.executeQuery();
                    Statement statement = connection.createStatement()) {
                if (!row.next()) {
                    statement.execute("CREATE DATABASE \"" + name + "\"");
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("could not make the database " + name, failure);
        }
        return new Database(url(name), USER, PASSWORD);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database;
    }

    /** Takes the server down; the databases stay. */
    @Override
    public void close() {
        server.shutDown();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // It runs already and finds nothing to do.
        }
    }
}
