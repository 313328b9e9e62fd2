package io.celesteos.bench.nlp;

import io.celesteos.bench.process.JarProcess;
import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.process.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One way of starting the service.
 *
 * @param name as in the table
 * @param options of the JVM
 */
record Launch(String name, Path jar, List<String> options) {

    private static final long TOOL_SECONDS = 120;

    Launch {
        options = List.copyOf(options);
    }

    /** The jar as it is built, its jars in folders, and those with a cache of linked classes; made anew below {@code folder}. */
    static List<Launch> ways(Path jar, List<String> options, Path folder) throws IOException, InterruptedException {
        Path unpacked = folder.resolve("unpacked");
        Path cache = folder.resolve("nlp-service.aot");
        List<String> unpack =
                List.of("-Djarmode=tools", "-jar", jar.toAbsolutePath().toString(), "extract", "--force");
        run(folder, List.of(), concat(unpack, List.of("--destination", unpacked.toString())));
        Path plain = unpacked.resolve(jar.getFileName());
        Files.deleteIfExists(cache);
        List<String> train = List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh");
        run(folder, concat(options, train), List.of("-jar", plain.toString()));
        return List.of(
                new Launch("java -jar", jar, options),
                new Launch("unpacked", plain, options),
                new Launch("unpacked, AOT cache", plain, concat(options, List.of("-XX:AOTCache=" + cache))));
    }

    /** Not yet ready; to be closed. */
    JarProcess begin(Path folder) throws IOException {
        return JarProcess.start("nlp-service", jar, options, Map.of("DATABASE_URL", ""), folder);
    }

    /** Starts it, asks once, and stops it. */
    Start once(Path folder, String text) throws IOException {
        long begun = System.nanoTime();
        try (JarProcess process = begin(folder)) {
            KeepAlive http = new KeepAlive(process.url());
            process.await(() -> http.get("/health"));
            double ready = (System.nanoTime() - begun) / 1e6;
            long asked = System.nanoTime();
            http.post("/api/v1/extract", body(text));
            double first = (System.nanoTime() - asked) / 1e6;
            return new Start(ready, first, ProcessMemory.of(process.pid()).resident());
        }
    }

    static byte[] body(String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return ("{\"text\":\"" + quoted + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static void run(Path folder, List<String> options, List<String> rest)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(rest);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prepare.log").toFile());
        builder.environment().put("PORT", "0");
        builder.environment().put("DATABASE_URL", "");
        Process process = builder.start();
        if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the jar could not be prepared; see " + folder.resolve("prepare.log"));
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** One start: milliseconds to the first health check that passes, then of the first request; MB resident then. */
    record Start(double readyMillis, double firstRequestMillis, double residentMegabytes) {}
}
