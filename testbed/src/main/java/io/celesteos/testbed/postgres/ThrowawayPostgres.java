package io.celesteos.testbed.postgres;

import io.celesteos.testbed.server.ContainerServer;
import io.celesteos.testbed.server.DockerEngine;
import io.celesteos.testbed.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real PostgreSQL with the vector extension, one for all tests of this JVM: a container where a Docker
 * engine answers, else the installed binaries with a cluster in a temporary folder. It is gone when the JVM
 * ends, however it ends. Thread-safe.
 */
public final class ThrowawayPostgres {

    private static final Logger log = LoggerFactory.getLogger(ThrowawayPostgres.class);

    private static final String IMAGE = "pgvector/pgvector:pg17";
    private static final String USER = "celeste";
    private static final String PASSWORD = "throwaway";

    private static @Nullable ThrowawayPostgres shared;

    private final ThrowawayServer server;
    private final AtomicInteger databases = new AtomicInteger();

    private ThrowawayPostgres(ThrowawayServer server) {
        this.server = server;
    }

    /**
     * The server of this JVM, started by the first call (1 to 3 seconds).
     *
     * @throws io.celesteos.testbed.server.MissingServerException when it can be started in no way; the message
     *     says what to type
     */
    public static synchronized ThrowawayPostgres shared() {
        // No holder class: after one failed start it would only say NoClassDefFoundError.
        ThrowawayPostgres known = shared;
        if (known == null) {
            known = new ThrowawayPostgres(launch());
            Runtime.getRuntime().addShutdownHook(new Thread(known.server::delete, "throwaway-postgres"));
            shared = known;
        }
        return known;
    }

    /** An empty database of its own; tests that use different databases cannot see each other. */
    public Database newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("could not make the database " + name, failure);
        }
        return new Database(url(name), USER, PASSWORD);
    }

    /** Takes the server down, as an outage would: connections break, new ones are refused. Its data stays. */
    public void stop() {
        server.stop();
    }

    /**
     * Kills the server and all it started, as a crash would. What was committed while {@code synchronous_commit} was on
     * is there again after {@link #start}; here it is off unless a database says otherwise.
     */
    public void kill() {
        server.kill();
    }

    /** Brings it back on the same port and returns when it answers. */
    public void start() {
        server.start();
    }

    private String url(String database) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database;
    }

    private static ThrowawayServer launch() {
        if (DockerEngine.answers()) {
            try {
                return container();
            } catch (RuntimeException noContainer) {
                log.warn("{} did not start in Docker, trying the installed PostgreSQL", IMAGE, noContainer);
            }
        }
        return LocalPostgres.start(PostgresBinaries.find(), USER, PASSWORD);
    }

    private static ThrowawayServer container() {
        // While the image sets itself up its server listens on no port, so an open port means ready.
        return ContainerServer.start(
                IMAGE,
                5432,
                Map.of("POSTGRES_USER", USER, "POSTGRES_PASSWORD", PASSWORD, "POSTGRES_DB", "postgres"),
                List.of("postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=200"),
                Wait.forListeningPort());
    }
}
