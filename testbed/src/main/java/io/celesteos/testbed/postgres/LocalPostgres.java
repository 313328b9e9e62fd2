package io.celesteos.testbed.postgres;

import io.celesteos.testbed.server.Command;
import io.celesteos.testbed.server.Folders;
import io.celesteos.testbed.server.Guard;
import io.celesteos.testbed.server.LoopbackPort;
import io.celesteos.testbed.server.ThrowawayServer;
import io.celesteos.testbed.server.UnprivilegedUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A cluster of the installed PostgreSQL on loopback alone: a throwaway one in a temporary folder, or a kept one. */
final class LocalPostgres implements ThrowawayServer {

    private static final int PORT_ATTEMPTS = 3;
    private static final String SECRET = "password";

    /** System property; measurements of large tables want more memory than tests. */
    private static final String SHARED_BUFFERS = "testbed.postgres.shared-buffers";

    private final PostgresBinaries binaries;
    private final Path folder;
    private final Guard guard;
    private int port;
    private boolean up;

    /** @param left what goes when the server does, however that comes about */
    private LocalPostgres(PostgresBinaries binaries, Path folder, Path left) {
        this.binaries = binaries;
        this.folder = folder;
        this.guard = Guard.over(data().resolve("postmaster.pid"), left);
    }

    /** Makes the cluster and starts it. */
    static LocalPostgres start(PostgresBinaries binaries, String user, String password) {
        Path folder = Folders.temporary("celeste-postgres");
        UnprivilegedUser.own(folder);
        LocalPostgres server = new LocalPostgres(binaries, folder, folder);
        try {
            server.initialise(user, password);
            server.startOnFreePort();
            return server;
        } catch (RuntimeException failure) {
            server.delete();
            throw failure;
        }
    }

    /** Starts the cluster in {@code folder}, which is made where there is none; {@link #shutDown} leaves it there. */
    static LocalPostgres open(PostgresBinaries binaries, Path folder, String user, String password) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        UnprivilegedUser.own(folder);
        LocalPostgres server = new LocalPostgres(binaries, folder, folder.resolve(SECRET));
        try {
            if (!Files.exists(server.data().resolve("PG_VERSION"))) {
                server.initialise(user, password);
            }
            server.startOnFreePort();
            return server;
        } catch (RuntimeException failure) {
            server.shutDown();
            throw failure;
        }
    }

    private void initialise(String user, String password) {
        Path secret = folder.resolve(SECRET);
        try {
            Files.writeString(secret, password);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        UnprivilegedUser.own(secret);
        run(List.of(
                binaries.program("initdb"),
                "--pgdata=" + data(),
                "--username=" + user,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Not C: lower() and full-text search must know letters beyond ASCII, as they do in production.
                "--locale=" + (isMac() ? "en_US.UTF-8" : "C.UTF-8"),
                "--no-sync"));
    }

    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            port = LoopbackPort.free();
            try {
                start();
                return;
            } catch (IllegalStateException perhapsTaken) {
                if (attempt == PORT_ATTEMPTS) {
                    throw perhapsTaken;
                }
            }
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public synchronized int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        if (up) {
            return;
        }
        // Nothing here survives a crash and nothing needs to: no fsync.
        String options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
                + " -c shared_buffers=" + System.getProperty(SHARED_BUFFERS, "64MB")
                + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        Path log = folder.resolve("server.log");
        try {
            run(List.of(
                    binaries.program("pg_ctl"), "--pgdata=" + data(), "--log=" + log, "-w", "-o", options, "start"));
        } catch (IllegalStateException failure) {
            throw new IllegalStateException("PostgreSQL did not start:\n" + Folders.tail(log), failure);
        }
        up = true;
    }

    @Override
    public synchronized void stop() {
        stop("fast");
    }

    @Override
    public synchronized void kill() {
        if (up) {
            up = false;
            Path pid = data().resolve("postmaster.pid");
            try {
                long number = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
                ProcessHandle.of(number).ifPresent(LocalPostgres::kill);
                // The number may stay taken by what is left of the process; no start must wait for that.
                Files.deleteIfExists(pid);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** With its children, or they would still hold its memory when the next one starts. */
    private static void kill(ProcessHandle server) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // What nobody has taken note of counts as alive for a while, and holds nothing any more.
        all.forEach(each ->
                each.onExit().completeOnTimeout(each, 2, TimeUnit.SECONDS).join());
    }

    @Override
    public synchronized void delete() {
        try {
            stop("immediate");
        } finally {
            guard.close();
            Folders.delete(folder);
        }
    }

    /** Takes it down in order and leaves what it wrote. */
    synchronized void shutDown() {
        try {
            stop("fast");
        } finally {
            guard.close();
        }
    }

    private void stop(String mode) {
        if (up) {
            up = false;
            run(List.of(binaries.program("pg_ctl"), "--pgdata=" + data(), "-m", mode, "-w", "stop"));
        }
    }

    private void run(List<String> command) {
        Command.run(folder, UnprivilegedUser.command(command));
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    }
}
