package io.celesteos.stack.launch;

import io.celesteos.stack.terminal.UserError;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process: its own JVM, its own log. */
final class ServiceProcess {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Service service;
    private final ProcessBuilder builder;
    private final Process process;
    private final Path log;
    private final URI health;

    private ServiceProcess(Service service, ProcessBuilder builder, Path log, URI health) {
        this.service = service;
        this.builder = builder;
        this.process = start(service, builder);
        this.log = log;
        this.health = health;
    }

    /** @param jar to run: the service's own, or what {@link UnpackedJar} made of it */
    static ServiceProcess start(
            Service service, Path jar, int basePort, StackLayout layout, Map<String, String> environment) {
        if (!Files.isRegularFile(jar)) {
            throw new UserError(service.module() + " is not built: run ./celeste build.");
        }
        Path log = layout.logs().resolve(service.module() + ".log");
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(service.jvmArguments());
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(layout.state().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        return new ServiceProcess(service, builder, log, URI.create(service.url(basePort) + "/health"));
    }

    private static Process start(Service service, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UserError("Cannot start " + service.module() + ": " + failure.getMessage(), failure);
        }
    }

    /** The same service in a new process. */
    ServiceProcess again() {
        return new ServiceProcess(service, builder, log, health);
    }

    /** The one that runs this. */
    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Service service() {
        return service;
    }

    /** Returns once the service answers its health check with 200. */
    void awaitReady(HttpClient http, Duration patience) throws InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < giveUp) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UserError(service.module() + " stopped while starting (exit code " + process.exitValue()
                        + "); its log says: " + lastWords());
            }
            if (answers(http)) {
                return;
            }
        }
        throw new UserError(
                service.module() + " did not become ready within " + patience.toSeconds() + " s; see " + log + ".");
    }

    private boolean answers(HttpClient http) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(health)
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String lastWords() {
        try {
            return LastWords.of(Files.readAllLines(log));
        } catch (IOException unreadable) {
            return "(log unreadable: " + log + ")";
        }
    }

    void stop(Duration patience) {
        RunningProcesses.stop(process.toHandle(), patience);
    }
}
