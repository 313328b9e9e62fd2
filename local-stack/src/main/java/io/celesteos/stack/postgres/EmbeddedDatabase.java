package io.celesteos.stack.postgres;

import io.celesteos.stack.terminal.UserError;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * PostgreSQL from binaries in the jar, its data under the state folder. Listens on loopback alone and trusts
 * whoever is there: a development database.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** Login role of the services. */
    public static final String SERVICE_ROLE = "celeste_service";

    public static final String SERVICE_PASSWORD = "local-stack-only";

    private final EmbeddedPostgres server;
    private final Path data;

    private EmbeddedDatabase(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Starts on a free port; an existing data folder is used as it is. */
    public static EmbeddedDatabase start(Path folder) {
        Path data = folder.resolve("data");
        try {
            Files.createDirectories(folder);
            removeHalfMade(data);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("synchronous_commit", "off")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            return new EmbeddedDatabase(server, data);
        } catch (IOException | IllegalStateException failure) {
            throw new UserError("The embedded PostgreSQL does not start: " + rootMessage(failure), failure);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    /** Connections of the schema's owner. */
    public DataSource owner() {
        return server.getPostgresDatabase();
    }

    /** The server's process. */
    public Optional<ProcessHandle> process() {
        return postmaster(data);
    }

    /** The process that a data folder's lock file names, when it is alive. */
    public static Optional<ProcessHandle> postmaster(Path data) {
        try {
            String first = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            return ProcessHandle.of(Long.parseLong(first.strip())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException none) {
            return Optional.empty();
        }
    }

    /** A first start that was cut off leaves a folder that is no cluster and that initdb refuses. */
    private static void removeHalfMade(Path data) throws IOException {
        if (Files.isDirectory(data) && !Files.exists(data.resolve("PG_VERSION"))) {
            Folders.delete(data);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UserError("The embedded PostgreSQL does not stop: " + failure.getMessage(), failure);
        }
    }
}
