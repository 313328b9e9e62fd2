package io.celesteos.bench.embedding;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The service's own jar on a free port of this machine, without Redis, until closed. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final byte[] TRIAL = "{\"texts\":[\"CAT 3512 overheating\"]}".getBytes(StandardCharsets.UTF_8);

    private final Process process;
    private final URI url;
    private final double firstEmbeddingMillis;

    private ServiceProcess(Process process, URI url, double firstEmbeddingMillis) {
        this.process = process;
        this.url = url;
        this.firstEmbeddingMillis = firstEmbeddingMillis;
    }

    /**
     * @param options of the JVM
     * @param folder for its models and its log
     * @throws IOException when it does not answer within two minutes, with the end of its log
     */
    static ServiceProcess start(Path jar, List<String> options, Path folder) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(
                    jar + " is not there: build it with ./celeste build, or name a running service with" + " --url");
        }
        Files.createDirectories(folder);
        File log = folder.resolve("service.log").toFile();
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("MODEL_CACHE", folder.resolve("models").toString());
        builder.environment().keySet().removeAll(List.of("REDIS_URL", "CELESTE_API_KEY", "EMBEDDING_MODEL"));

        long start = System.nanoTime();
        Process process = builder.start();
        URI url = URI.create("http://localhost:" + port);
        try {
            awaitFirstEmbedding(process, new KeepAlive(url), log.toPath(), start);
            return new ServiceProcess(process, url, (System.nanoTime() - start) / 1e6);
        } catch (IOException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitFirstEmbedding(Process process, KeepAlive http, Path log, long start) throws IOException {
        while (true) {
            try {
                http.post("/api/v1/embed", TRIAL);
                return;
            } catch (IOException notYet) {
                boolean late = System.nanoTime() - start > STARTS_WITHIN.toNanos();
                if (late || !process.isAlive()) {
                    List<String> lines = Files.readAllLines(log);
                    throw new IOException(
                            "the service did not start: "
                                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size())),
                            notYet);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    URI url() {
        return url;
    }

    /** From the start of the process to the first vector. */
    double firstEmbeddingMillis() {
        return firstEmbeddingMillis;
    }

    long pid() {
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
}
