package io.celesteos.bench.process;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service's jar on a free port of this machine until closed; what it prints goes to a log. */
public final class JarProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(150);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LAST_WORDS = 5;

    /**
     * A measurement must not meet what the person's own environment points to, least of all a provider that charges for
     * it: a fake model that comes up late is no reason to ask a real one.
     */
    static final List<String> NOT_INHERITED = List.of(
            "REDIS_URL",
            "CELESTE_API_KEY",
            "EMBEDDING_MODEL",
            "OPENAI_API_KEY",
            "OPENAI_BASE_URL",
            "OPENAI_EMBEDDING_BASE_URL",
            "ANTHROPIC_API_KEY",
            "ANTHROPIC_BASE_URL");

    private final Process process;
    private final URI url;
    private final Path log;

    private JarProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Returns at once; see {@link #await}.
     *
     * @param options of the JVM
     * @param folder it works in, made if absent; its log is {@code <name>.log} there
     * @throws IOException when there is no such jar, saying how to build it
     */
    public static JarProcess start(
            String name, Path jar, List<String> options, Map<String, String> environment, Path folder)
            throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(
                    jar + " is not there: build it with ./celeste build, or name a running service with --url");
        }
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".log");
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(NOT_INHERITED);
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        Process process = builder.start();
        // A measurement that is killed must not leave services behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-" + name));
        return new JarProcess(process, URI.create("http://localhost:" + port), log);
    }

    /**
     * Returns when the check passes.
     *
     * @throws IOException when it has not within 150 seconds or the process has ended, with the end of its log
     */
    public void await(Check check) throws IOException {
        long start = System.nanoTime();
        while (true) {
            try {
                check.run();
                return;
            } catch (IOException notYet) {
                boolean late = System.nanoTime() - start > STARTS_WITHIN.toNanos();
                if (late || !process.isAlive()) {
                    List<String> lines = Files.readAllLines(log);
                    throw new IOException(
                            "the service did not start: "
                                    + String.join(
                                            "\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size())),
                            notYet);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Throws while the service does not answer as it should. */
    @FunctionalInterface
    public interface Check {
        void run() throws IOException;
    }
}
