package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in a process of its own: the only way to end what takes too long or too much memory without harm to
 * searches. The process is kept from file to file, started again after it was killed, and knows none of the
 * service's environment. For one thread at a time.
 */
public final class ChildReader implements AutoCloseable {

    private static final Executor WAITING =
            task -> Thread.ofVirtual().name("reader-answer").start(task);

    private final ReadingProperties properties;
    /** Seen by whoever ends it from outside. */
    private volatile @Nullable Child child;

    public ChildReader(ReadingProperties properties) {
        this.properties = properties;
    }

    private record Child(Process process, BufferedWriter requests, BufferedReader answers) {}

    /**
     * @param name as it was sent; only looked at between kinds of text
     * @throws UnreadableFileException with the reason, in words for the person who sent the file
     * @throws IOException when this side is at fault: no room for the answer, no process
     */
    public ReadFile read(Path file, String name) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("read-", ".blocks");
        try {
            String line = ask(
                    Lines.encode(file.toString()) + "\t" + Lines.encode(name) + "\t" + Lines.encode(answer.toString()));
            if (!line.equals("ok")) {
                String[] parts = line.split("\t", 2);
                throw new UnreadableFileException(Reason.valueOf(parts[0]), Lines.decode(parts[parts.length - 1]));
            }
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(answer)))) {
                return Lines.read(in);
            }
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private String ask(String request) throws IOException, InterruptedException {
        Child asked = running();
        CompletableFuture<@Nullable String> answer =
                CompletableFuture.supplyAsync(() -> exchange(asked, request), WAITING);
        boolean answered = false;
        try {
            String line = answer.get(properties.time().toMillis(), TimeUnit.MILLISECONDS);
            // The virtual machine announces its own end on standard output.
            if (line == null || line.startsWith("Terminating")) {
                throw new UnreadableFileException(
                        Reason.TOO_MUCH_MEMORY,
                        "needs more memory than a file may have (" + properties.memory() + "); split it");
            }
            answered = true;
            return line;
        } catch (TimeoutException slow) {
            throw new UnreadableFileException(
                    Reason.TOO_SLOW,
                    "was given up after " + properties.time().toSeconds() + " s; split it or save it anew",
                    slow);
        } catch (ExecutionException broken) {
            throw new UnreadableFileException(Reason.READER_FAILED, "broke the reader", broken);
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private static @Nullable String exchange(Child asked, String request) {
        try {
            asked.requests().write(request);
            asked.requests().newLine();
            asked.requests().flush();
            return asked.answers().readLine();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Child running() throws IOException {
        Child known = child;
        if (known != null && known.process().isAlive()) {
            return known;
        }
        Process process = start();
        Child started = new Child(
                process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
        child = started;
        return started;
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                // Libraries report every oddity of every file; nobody reads that.
                "-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-Dloader.main=" + ReaderProcess.class.getName(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass(),
                properties.limits().written(),
                Long.toString(properties.time().toMillis())));
        // No credential of the service is anybody's business in there.
        builder.environment().clear();
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** In a jar of jars the classes are found by its own launcher only. */
    private static String mainClass() {
        String launcher = "org.springframework.boot.loader.launch.PropertiesLauncher";
        boolean jarOfJars = ClassLoader.getSystemResource(launcher.replace('.', '/') + ".class") != null
                && ClassLoader.getSystemResource("BOOT-INF/classes/") != null;
        return jarOfJars ? launcher : ReaderProcess.class.getName();
    }

    /** Ends the process, by any thread and with whatever it is reading; the next file starts another. */
    @Override
    public void close() {
        Child running = child;
        child = null;
        if (running != null) {
            running.process().destroyForcibly();
        }
    }
}
