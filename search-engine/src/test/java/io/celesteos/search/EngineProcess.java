package io.celesteos.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service as a process of its own that can be killed and started again on the same port. */
public final class EngineProcess implements AutoCloseable {

    private final String name;
    private final Map<String, String> properties;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** @param folder for its log and its temporary files */
    EngineProcess(String name, Map<String, String> properties, Path folder) {
        this.name = name;
        this.properties = Map.copyOf(properties);
        this.folder = folder;
        try (ServerSocket any = new ServerSocket(0)) {
            this.port = any.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param arguments process that must be alive, then those of the service */
    public static void main(String[] arguments) {
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
        parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        SearchEngineApplication.main(
                List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    }

    synchronized EngineProcess start() {
        try {
            Files.createDirectories(temporary());
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Djava.io.tmpdir=" + temporary(),
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EngineProcess.class.getName(),
                    Long.toString(ProcessHandle.current().pid()),
                    "--server.port=" + port));
            properties.forEach((key, value) -> command.add("--" + key + "=" + value));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Without a word of warning. */
    synchronized void kill() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
            try {
                running.waitFor();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where it has room for files that it reads. */
    Path temporary() {
        return folder.resolve(name + "-tmp");
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The end of what it logged. */
    String words() {
        try {
            String all = Objects.requireNonNull(Files.readString(log()));
            return name + ":\n" + all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException none) {
            return name + " said nothing";
        }
    }

    @Override
    public void close() {
        kill();
    }
}
