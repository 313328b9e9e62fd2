package io.celesteos.testbed.redis;

import io.celesteos.testbed.server.ContainerServer;
import io.celesteos.testbed.server.DockerEngine;
import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.ThrowawayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real Redis, one for all tests of this JVM: a container where a Docker engine answers, else the installed
 * redis-server. It keeps nothing on disk and is gone when the JVM ends, however it ends. Thread-safe.
 */
public final class ThrowawayRedis {

    private static final Logger log = LoggerFactory.getLogger(ThrowawayRedis.class);

    private static final String IMAGE = "redis:7-alpine";

    private static @Nullable ThrowawayRedis shared;

    private final ThrowawayServer server;

    private ThrowawayRedis(ThrowawayServer server) {
        this.server = server;
    }

    /**
     * The server of this JVM, started by the first call (milliseconds).
     *
     * @throws io.celesteos.testbed.server.MissingServerException when it can be started in no way; the message
     *     says what to type
     */
    public static synchronized ThrowawayRedis shared() {
        // No holder class: after one failed start it would only say NoClassDefFoundError.
        ThrowawayRedis known = shared;
        if (known == null) {
            known = new ThrowawayRedis(launch());
            Runtime.getRuntime().addShutdownHook(new Thread(known.server::delete, "throwaway-redis"));
            shared = known;
        }
        return known;
    }

    /** {@code redis://host:port}, the same for the whole life of the server. */
    public String uri() {
        return "redis://" + server.host() + ":" + server.port();
    }

    /** Forgets every key of every database. */
    public void flush() {
        try {
            String reply = RedisProbe.ask(server.host(), server.port(), "FLUSHALL");
            if (!reply.equals("+OK")) {
                throw new IllegalStateException("Redis refused to forget: " + reply);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes the server down, as an outage would; all keys are lost. */
    public void stop() {
        server.stop();
    }

    /** Kills the server outright; all keys are lost. */
    public void kill() {
        server.kill();
    }

    /** Brings it back, empty, on the same port and returns when it answers. */
    public void start() {
        server.start();
    }

    private static ThrowawayServer launch() {
        if (DockerEngine.answers()) {
            try {
                return ContainerServer.start(
                        IMAGE,
                        6379,
                        Map.of(),
                        List.of("redis-server", "--save", "", "--appendonly", "no"),
                        Wait.forListeningPort());
            } catch (RuntimeException noContainer) {
                log.warn("{} did not start in Docker, trying the installed redis-server", IMAGE, noContainer);
            }
        }
        return LocalRedis.start(LocalRedis.find(Executables.pathFolders()));
    }
}
