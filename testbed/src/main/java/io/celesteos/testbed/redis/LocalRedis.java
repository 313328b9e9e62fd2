package io.celesteos.testbed.redis;

import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.Folders;
import io.celesteos.testbed.server.Guard;
import io.celesteos.testbed.server.LoopbackPort;
import io.celesteos.testbed.server.MissingServerException;
import io.celesteos.testbed.server.ThrowawayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The installed redis-server on a free loopback port, without persistence. */
final class LocalRedis implements ThrowawayServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final int PORT_ATTEMPTS = 3;

    private final Path binary;
    private final Path folder;
    private final Guard guard;
    private int port;
    private @Nullable Process process;

    private LocalRedis(Path binary, Path folder) {
        this.binary = binary;
        this.folder = folder;
        this.guard = Guard.over(folder.resolve("redis.pid"), folder);
    }

    /** The binary among {@code folders}; Valkey, its fork, speaks the same protocol and will do. */
    static Path find(List<Path> folders) {
        Path redis = Executables.in(folders, "redis-server");
        Path found = redis != null ? redis : Executables.in(folders, "valkey-server");
        if (found == null) {
            throw new MissingServerException("redis-server");
        }
        return found;
    }

    static LocalRedis start(Path binary) {
        LocalRedis server = new LocalRedis(binary, Folders.temporary("celeste-redis"));
        try {
            server.startOnFreePort();
            return server;
        } catch (RuntimeException failure) {
            server.delete();
            throw failure;
        }
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
        if (process != null) {
            return;
        }
        Path log = folder.resolve("server.log");
        try {
            Process started = new ProcessBuilder(
                            binary.toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            host(),
                            "--save",
                            "",
                            "--appendonly",
                            "no",
                            "--daemonize",
                            "no",
                            "--dir",
                            folder.toString(),
                            "--pidfile",
                            folder.resolve("redis.pid").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process = started;
            awaitAnswer(started, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitAnswer(Process started, Path log) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!RedisProbe.answers(host(), port)) {
                // Waiting for its end is waiting for a while, and notices at once when it does end.
                if (started.waitFor(10, TimeUnit.MILLISECONDS) || System.nanoTime() - limit > 0) {
                    stop();
                    throw new IllegalStateException("redis-server did not start:\n" + Folders.tail(log));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while redis-server started", stop);
        }
    }

    @Override
    public synchronized void stop() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    @Override
    public synchronized void delete() {
        stop();
        guard.close();
        Folders.delete(folder);
    }
}
