package io.celesteos.stack.launch;

import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What is running, as files of process ids: a stack whose supervisor was killed outright can still be found and
 * stopped. A file holds the id and the start instant, since ids are used again.
 */
public final class RunningProcesses {

    /** The supervising process of the whole stack. */
    public static final String STACK = "stack";

    private final Path folder;

    public RunningProcesses(Path folder) {
        this.folder = folder;
    }

    public void record(String name, ProcessHandle process) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".pid"), process.pid() + " " + started(process));
        } catch (IOException failure) {
            throw new UserError("Cannot write to " + folder + ": " + failure.getMessage(), failure);
        }
    }

    public Optional<ProcessHandle> find(String name) {
        try {
            String[] parts =
                    Files.readString(folder.resolve(name + ".pid")).strip().split(" ", 2);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> parts.length == 2 && parts[1].equals(started(process)));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".pid"));
        } catch (IOException stays) {
            // A stale file is recognised by its start instant.
        }
    }

    /** Stops everything on record; the supervisor first, so that it can do so in order. */
    public void stopAll(Duration patience) {
        find(STACK)
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .ifPresent(process -> stop(process, patience));
        for (String name : names()) {
            find(name)
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .ifPresent(process -> stop(process, Duration.ofSeconds(5)));
            forget(name);
        }
    }

    private String[] names() {
        if (!Files.isDirectory(folder)) {
            return new String[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .map(file -> file.substring(0, file.length() - ".pid".length()))
                    // The database goes last: the services still write while they end.
                    .sorted(Comparator.comparing((String name) -> name.equals("postgres")))
                    .toArray(String[]::new);
        } catch (IOException unreadable) {
            return new String[0];
        }
    }

    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
}
