package io.celesteos.stack.launch;

import io.celesteos.stack.postgres.Folders;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A service's jar taken apart, as Spring Boot's own tool does it: the JVM loads classes from jars in a folder in half the time
 * that it takes from jars inside a jar, and that is most of a start. Done once for each build of a jar, in a second. Whatever
 * goes wrong costs time and nothing else: then the jar itself is run.
 */
final class UnpackedJar {

    /** A larger one holds models, which would take more disk than the start is worth. */
    private static final long LARGEST = 128L << 20;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private UnpackedJar() {}

    /**
     * @param folder for all unpacked jars; what an earlier build of this one left there is deleted
     * @param java to unpack with
     * @return what to run: the jar in its folder, or {@code jar} itself
     */
    static Path of(Path jar, Path folder, String java) throws InterruptedException {
        try {
            if (!Files.isRegularFile(jar) || Files.size(jar) > LARGEST) {
                return jar;
            }
            String name = jar.getFileName().toString();
            Path home = folder.resolve(name + "-" + checksum(jar));
            if (!Files.isRegularFile(home.resolve(name))) {
                unpack(jar, folder, home, java);
            }
            return home.resolve(name);
        } catch (IOException costsTimeAlone) {
            return jar;
        }
    }

    private static void unpack(Path jar, Path folder, Path home, String java) throws IOException, InterruptedException {
        String name = jar.getFileName().toString();
        deleteEarlier(folder, name);
        Path unfinished = folder.resolve(name + "-unfinished");
        Process tool = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        unfinished.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            if (!tool.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || tool.exitValue() != 0) {
                throw new IOException("it could not be unpacked to " + unfinished);
            }
        } finally {
            tool.destroyForcibly();
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteEarlier(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        List<Path> earlier;
        try (Stream<Path> there = Files.list(folder)) {
            earlier = there.filter(path -> path.getFileName().toString().startsWith(name + "-"))
                    .toList();
        }
        for (Path path : earlier) {
            Folders.delete(path);
        }
    }

    /** Of the content: every build writes the same date. */
    private static String checksum(Path jar) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream file = new CheckedInputStream(Files.newInputStream(jar), sum)) {
            byte[] buffer = new byte[1 << 16];
            while (file.read(buffer) >= 0) {
                // Reading adds to the sum.
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
