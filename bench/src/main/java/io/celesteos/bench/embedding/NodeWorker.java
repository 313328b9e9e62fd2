package io.celesteos.bench.embedding;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Node.js process with onnxruntime-node and transformers.js in it, which takes its own times. */
final class NodeWorker implements AutoCloseable {

    private static final List<String> FILES = List.of(
            "package.json",
            "package-lock.json",
            "worker.mjs",
            "absent/sharp/package.json",
            "absent/sharp/index.js",
            "absent/onnxruntime-web/package.json",
            "absent/onnxruntime-web/index.js");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;
    private final JsonMapper json = JsonMapper.builder().build();
    private final JsonNode versions;

    private NodeWorker(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.versions = read();
    }

    /**
     * @param node the program to run
     * @param folder where {@link #install} put the worker
     * @param models laid out by {@link BenchModel#unpack}
     * @throws IOException when it is not there or does not start
     */
    static NodeWorker start(String node, Path folder, Path models, BenchModel model) throws IOException {
        Process process = new ProcessBuilder(
                        node, "worker.mjs", models.toAbsolutePath().toString(), model.published(), model.pooling())
                .directory(folder.toFile())
                .redirectError(folder.resolve("worker.log").toFile())
                .start();
        try {
            return new NodeWorker(process);
        } catch (IOException failure) {
            process.destroyForcibly();
            throw new IOException("the Node.js worker did not start; see " + folder.resolve("worker.log"), failure);
        }
    }

    /** Puts the worker and the packages of its lock file into {@code folder}; nothing when they are there. */
    static void install(String npm, Path folder) throws IOException, InterruptedException {
        for (String file : FILES) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = NodeWorker.class.getResourceAsStream("/node/" + file)) {
                if (content == null) {
                    throw new IOException("node/" + file + " is not on the class path");
                }
                Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = folder.resolve("installed-lock.json");
        Path lock = folder.resolve("package-lock.json");
        if (Files.isRegularFile(installed) && Files.mismatch(installed, lock) == -1) {
            return;
        }
        // Scripts would download GPU libraries.
        Process process = new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("npm ci failed; see " + folder.resolve("npm.log"));
        }
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** One request at a time. */
    synchronized Answer ask(String engine, List<String> texts) throws IOException {
        requests.write(json.writeValueAsString(Map.of("engine", engine, "texts", texts)));
        requests.newLine();
        requests.flush();
        JsonNode answer = read();
        if (answer.has("error")) {
            throw new IOException(engine + " failed: " + answer.get("error").asString());
        }
        float[] vector = json.convertValue(answer.get("vector"), float[].class);
        return new Answer(answer.get("millis").asDouble(), vector);
    }

    private JsonNode read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the Node.js worker has ended");
        }
        return json.readTree(line);
    }

    /** Of {@code node}, {@code onnxruntime} or {@code transformers}. */
    String version(String of) {
        return versions.path(of).asString("unknown");
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** One engine's answer: its own time, and the vector of the first text. */
    static final class Answer {
        private final double millis;
        private final float[] vector;

        Answer(double millis, float[] vector) {
            this.millis = millis;
            this.vector = vector;
        }

        double millis() {
            return millis;
        }

        float[] vector() {
            return vector;
        }
    }
}
