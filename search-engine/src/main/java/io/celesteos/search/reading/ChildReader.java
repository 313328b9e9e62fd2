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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in a process of its own: the only way to end what takes too long or too much memory without harm to
 * searches. The process is kept from file to file, started again after it was killed, and knows none of the
 * service's environment. For one thread at a time.
 */
public final class ChildReader implements AutoCloseable {

    private static final Executor WAITING =
            task -> Thread.ofVirtual().name("reader-answer").start(task);

    /** Usually a second; far more than a machine under load takes. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

    private final ReadingProperties properties;
    private final ReadingFolder folder;
    /** Seen by whoever ends it from outside. */
    private volatile @Nullable Child child;

    public ChildReader(ReadingProperties properties, ReadingFolder folder) {
        this.properties = properties;
        this.folder = folder;
    }

    private record Child(Process process, BufferedWriter requests, BufferedReader answers) {}

    /**
     * @param name as it was sent; only looked at between kinds of text
     * @throws UnreadableFileException with the reason, in words for the person who sent the file
     * @throws ReadingBrokeOffException when the process ended or failed with the file
     * @throws IOException when this side is at fault, before the file was looked at: no room, no process
     */
    public ReadFile read(Path file, String name) throws IOException, InterruptedException {
        Child asked = ready();
        Path answer = folder.file();
        try {
            ask(
                    asked,
                    Lines.encode(file.toString()) + "\t" + Lines.encode(name) + "\t" + Lines.encode(answer.toString()));
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(answer)))) {
                return Lines.read(in);
            }
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    /** Returns when the answer is written. */
    private void ask(Child asked, String request) throws IOException, InterruptedException {
        boolean answered = false;
        try {
            String line = within(properties.time(), () -> exchange(asked, request));
            Optional<IOException> refusal = line == null ? Optional.empty() : refusal(line);
            answered = "ok".equals(line) || refusal.isPresent();
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (!answered) {
                throw ended(asked, String.valueOf(line));
            }
        } catch (TimeoutException slow) {
            throw tooSlow();
        } finally {
            if (!answered) {
                close();
            }
        }
    }

    private static Optional<IOException> refusal(String line) {
        String[] parts = line.split("\t", 2);
        return Arrays.stream(Reason.values())
                .filter(each -> parts.length == 2 && each.name().equals(parts[0]))
                .findFirst()
                .map(reason -> reason == Reason.READER_FAILED
                        ? new ReadingBrokeOffException(Lines.decode(parts[1]))
                        : new UnreadableFileException(reason, Lines.decode(parts[1])));
    }

    /** Only what the virtual machine itself says is told as memory: others may end a process too. */
    private IOException ended(Child asked, String line) throws InterruptedException {
        // It announces its own end on standard output; threads are this machine's, not the file's.
        if (line.startsWith(OUT_OF_MEMORY) && !line.contains("native thread")) {
            return new UnreadableFileException(
                    Reason.TOO_MUCH_MEMORY,
                    "needs more memory than a file may have (" + properties.memory() + "); split it");
        }
        String status = status(asked);
        return status.equals(Integer.toString(ReaderProcess.GIVEN_UP))
                ? tooSlow()
                : new ReadingBrokeOffException("the reading process ended with status " + status);
    }

    private UnreadableFileException tooSlow() {
        return new UnreadableFileException(
                Reason.TOO_SLOW,
                "was given up after " + properties.time().toSeconds() + " s; split it or save it anew");
    }

    private static String status(Child asked) throws InterruptedException {
        return asked.process().waitFor(5, TimeUnit.SECONDS)
                ? Integer.toString(asked.process().exitValue())
                : "unknown";
    }

    /** What a process says in that time; null when it is gone. */
    private static @Nullable String within(Duration time, Supplier<@Nullable String> saying)
            throws TimeoutException, InterruptedException {
        try {
            return CompletableFuture.supplyAsync(saying, WAITING).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof UncheckedIOException) {
                return null;
            }
            throw new IllegalStateException(broken);
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

    private static @Nullable String line(Child started) {
        try {
            return started.answers().readLine();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A process that waits for files. */
    private Child ready() throws IOException, InterruptedException {
        Child known = child;
        if (known != null && known.process().isAlive()) {
            return known;
        }
        Path own = folder.child();
        Process process = start(own);
        Child started = new Child(
                process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
        child = started;
        // Whoever ends it, and however: it cannot clean up by itself when it is killed.
        process.onExit().thenRun(() -> ReadingFolder.delete(own));
        boolean ready = false;
        try {
            String line = within(START, () -> line(started));
            ready = ReaderProcess.READY.equals(line);
            if (!ready) {
                throw new IOException(
                        "the reading process did not start: status " + status(started) + ", said: " + line);
            }
            return started;
        } catch (TimeoutException slow) {
            throw new IOException("the reading process was not ready after " + START, slow);
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private Process start(Path own) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + properties.memory().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + own,
                "-XX:ErrorFile=" + own.resolve("crash.log"),
                "-XX:-UsePerfData",
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
