package io.celesteos.bench.quality;

import io.celesteos.testbed.postgres.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The demo yachts, put into the measured stack by the command that puts them anywhere: {@code ./celeste demo}. */
final class DemoYachts {

    private DemoYachts() {}

    /**
     * Returns when every passage has its vector.
     *
     * @param home the suite's folder
     * @throws IOException when the command fails, with its last line
     */
    static void load(Path home, Database database, URI searchEngine, PrintStream out) throws IOException {
        Path jar = home.resolve("local-stack/target/local-stack-0.1.0.jar").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dstdout.encoding=UTF-8",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "demo",
                        "--search-engine",
                        searchEngine.toString()))
                .redirectErrorStream(true);
        builder.environment().put("CELESTE_HOME", home.toAbsolutePath().toString());
        builder.environment().put("DATABASE_OWNER_URL", database.jdbcUrl());
        builder.environment().put("DATABASE_OWNER_USER", database.username());
        builder.environment().put("DATABASE_OWNER_PASSWORD", database.password());
        Process command = builder.start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(command.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                last = line;
            }
            if (command.waitFor() != 0) {
                throw new IOException("the demo yachts could not be loaded: " + last);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the demo yachts were loaded", stop);
        } finally {
            command.destroy();
        }
    }
}
