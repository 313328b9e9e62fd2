package io.celesteos.bench.embedding;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedding-service's own jar, without Redis, until closed. */
final class ServiceProcess implements AutoCloseable {

    private static final byte[] TRIAL = "{\"texts\":[\"CAT 3512 overheating\"]}".getBytes(StandardCharsets.UTF_8);

    private final JarProcess process;
    private final double firstEmbeddingMillis;

    private ServiceProcess(JarProcess process, double firstEmbeddingMillis) {
        this.process = process;
        this.firstEmbeddingMillis = firstEmbeddingMillis;
    }

    /**
     * @param options of the JVM
     * @param folder for its models and its log
     * @throws IOException when it does not answer in time, with the end of its log
     */
    static ServiceProcess start(Path jar, List<String> options, Path folder) throws IOException {
        long start = System.nanoTime();
        Map<String, String> environment =
                Map.of("MODEL_CACHE", folder.resolve("models").toAbsolutePath().toString());
        JarProcess process = JarProcess.start("service", jar, options, environment, folder);
        try {
            KeepAlive http = new KeepAlive(process.url());
            process.await(() -> http.post("/api/v1/embed", TRIAL));
            return new ServiceProcess(process, (System.nanoTime() - start) / 1e6);
        } catch (IOException failure) {
            process.close();
            throw failure;
        }
    }

    URI url() {
        return process.url();
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
        process.close();
    }
}
