package io.celesteos.stack.launch;

import io.celesteos.database.migration.Migrations;
import io.celesteos.database.migration.ServiceLogin;
import io.celesteos.stack.postgres.EmbeddedDatabase;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite on one machine: embedded PostgreSQL, migrations, five services. {@link #start} either ends
 * with everything answering or throws with nothing left running.
 */
public final class LocalStack implements AutoCloseable {

    private static final long NEEDED_BYTES = 300L << 20;
    private static final Duration START_PATIENCE = Duration.ofSeconds(150);

    private final StackLayout layout;
    private final int basePort;
    private final Terminal terminal;
    private final RunningProcesses processes;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final Restarts restarts = new Restarts(5, Duration.ofMinutes(10));
    private @Nullable EmbeddedDatabase database;
    private boolean closed;

    private LocalStack(StackLayout layout, int basePort, Terminal terminal) {
        this.layout = layout;
        this.basePort = basePort;
        this.terminal = terminal;
        this.processes = new RunningProcesses(layout.run());
    }

    /** Not started yet, so that a shutdown hook can be put in place before anything runs. */
    public static LocalStack of(StackLayout layout, int basePort, Terminal terminal) {
        return new LocalStack(layout, basePort, terminal);
    }

    /** @throws UserError when it cannot; everything already started has been stopped again */
    public void start() throws InterruptedException {
        try {
            prepareFolders();
            refuseTakenPorts();
            processes.record(RunningProcesses.STACK, ProcessHandle.current());
            startServices(startDatabase());
        } catch (UserError | InterruptedException failure) {
            close();
            throw failure;
        }
    }

    /** Connections of the schema's owner. */
    public DataSource owner() {
        if (database == null) {
            throw new IllegalStateException("the stack has not been started");
        }
        return database.owner();
    }

    private void prepareFolders() {
        try {
            Files.createDirectories(layout.logs());
            Files.createDirectories(layout.run());
            FileStore disk = Files.getFileStore(layout.state());
            if (disk.getUsableSpace() < NEEDED_BYTES) {
                throw new UserError("The disk that holds " + layout.state() + " is full: "
                        + (disk.getUsableSpace() >> 20) + " MB are free and " + (NEEDED_BYTES >> 20)
                        + " MB are needed.");
            }
        } catch (IOException failure) {
            throw new UserError(
                    "The state folder " + layout.state() + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private void refuseTakenPorts() {
        processes
                .find(RunningProcesses.STACK)
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .ifPresent(process -> {
                    throw new UserError("The stack is already running (process " + process.pid()
                            + "). Look with ./celeste status, stop it with ./celeste down.");
                });
        // What a supervisor that was killed outright left behind.
        processes.stopAll(Duration.ofSeconds(5));
        EmbeddedDatabase.postmaster(layout.postgres().resolve("data"))
                .ifPresent(left -> RunningProcesses.stop(left, Duration.ofSeconds(10)));
        for (Service service : Service.values()) {
            int port = service.port(basePort);
            if (!free(port)) {
                throw new UserError("Port " + port + ", which the " + service.module()
                        + " needs, is taken by another program. Stop that program, or start the stack elsewhere"
                        + " with ./celeste up --base-port " + (basePort + 1000) + ".");
            }
        }
    }

    /** Bound as the services bind: on every address. */
    private static boolean free(int port) {
        try (ServerSocket any = new ServerSocket();
                ServerSocket loopback = new ServerSocket()) {
            loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            loopback.close();
            any.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** @return address of the database */
    private String startDatabase() {
        long start = System.nanoTime();
        EmbeddedDatabase started = EmbeddedDatabase.start(layout.postgres());
        database = started;
        started.process().ifPresent(process -> processes.record("postgres", process));
        terminal.done("PostgreSQL answers", since(start));

        start = System.nanoTime();
        var outcome = Migrations.migrate(started.owner());
        ServiceLogin.ensure(started.owner(), EmbeddedDatabase.SERVICE_ROLE, EmbeddedDatabase.SERVICE_PASSWORD);
        new StackAddresses(started.jdbcUrl(), basePort).write(layout.run());
        terminal.done(
                outcome.applied() == 0 ? "schema is current" : "schema migrated (" + outcome.applied() + " steps)",
                since(start));
        return started.jdbcUrl();
    }

    private void startServices(String jdbcUrl) throws InterruptedException {
        long start = System.nanoTime();
        Map<String, String> environment = environment(jdbcUrl);
        Map<Service, Path> jars = jars();
        for (Service service : Service.values()) {
            Map<String, String> own = new HashMap<>(environment);
            own.put("PORT", Integer.toString(service.port(basePort)));
            begin(ServiceProcess.start(service, Objects.requireNonNull(jars.get(service)), basePort, layout, own));
        }
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (ServiceProcess process : services.values()) {
                process.awaitReady(http, START_PATIENCE);
                terminal.done(
                        process.service().module() + " answers on "
                                + process.service().port(basePort),
                        since(start));
            }
        }
    }

    /** What to run of each service; side by side, since the first time each takes a second. */
    private Map<Service, Path> jars() throws InterruptedException {
        Map<Service, Future<Path>> unpacked = new EnumMap<>(Service.class);
        try (var unpacking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service service : Service.values()) {
                Path jar = layout.jar(service.module());
                unpacked.put(
                        service, unpacking.submit(() -> UnpackedJar.of(jar, layout.unpacked(), ServiceProcess.java())));
            }
            Map<Service, Path> jars = new EnumMap<>(Service.class);
            for (var entry : unpacked.entrySet()) {
                jars.put(entry.getKey(), entry.getValue().get());
            }
            return jars;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private Map<String, String> environment(String jdbcUrl) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", jdbcUrl);
        environment.put("DATABASE_USER", EmbeddedDatabase.SERVICE_ROLE);
        environment.put("DATABASE_PASSWORD", EmbeddedDatabase.SERVICE_PASSWORD);
        environment.put("REDIS_URL", "");
        environment.put("CELESTE_API_KEY", "");
        environment.put("MODEL_CACHE", layout.state().resolve("model-cache").toString());
        environment.put("MODEL_FOLDER", layout.models().toString());
        environment.put("INDEX_FOLDER", layout.state().resolve("indexes").toString());
        environment.put("KNOWLEDGE_DIR", layout.home().resolve("knowledge").toString());
        environment.put("KNOWLEDGE_STORE", layout.state().resolve("knowledge").toString());
        environment.put("SEARCH_VECTOR_BACKEND", "lucene");
        environment.put("SEARCH_URL", Service.SEARCH.url(basePort));
        environment.put("EMBEDDING_URL", Service.EMBEDDING.url(basePort));
        environment.put("NLP_URL", Service.NLP.url(basePort));
        environment.put("STREAMING_URL", Service.STREAMING.url(basePort));
        return environment;
    }

    private void begin(ServiceProcess process) {
        services.put(process.service(), process);
        processes.record(process.service().module(), process.handle());
    }

    /**
     * Starts services that end by themselves again, as a container platform would. Returns the name of what cannot be
     * kept running: a service that ends again and again, or the database.
     */
    public String keepRunning() throws InterruptedException {
        while (true) {
            String ended = nextEnd();
            Optional<Service> service = Service.named(ended);
            if (service.isEmpty() || !restarts.allow(service.get(), System.nanoTime()) || !startAgain(service.get())) {
                return ended;
            }
        }
    }

    private String nextEnd() throws InterruptedException {
        Stream<CompletableFuture<String>> ends = services.values().stream()
                .map(service -> service.handle()
                        .onExit()
                        .thenApply(ended -> service.service().module()));
        Stream<CompletableFuture<String>> end =
                Optional.ofNullable(database).flatMap(EmbeddedDatabase::process).stream()
                        .map(process -> process.onExit().thenApply(ended -> "postgres"));
        try {
            return String.valueOf(
                    CompletableFuture.anyOf(Stream.concat(ends, end).toArray(CompletableFuture<?>[]::new))
                            .get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** False when everything is being stopped, so that this one's end was no accident. */
    private synchronized boolean startAgain(Service service) {
        if (closed) {
            return false;
        }
        terminal.say(service.module() + " has stopped and is being started again; see ./celeste logs "
                + service.module() + ".");
        begin(Objects.requireNonNull(services.get(service)).again());
        return true;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) {
            services.values().forEach(service -> stopping.submit(() -> service.stop(Duration.ofSeconds(15))));
        }
        services.keySet().forEach(service -> processes.forget(service.module()));
        if (database != null) {
            database.close();
            processes.forget("postgres");
        }
        processes
                .find(RunningProcesses.STACK)
                .filter(process -> process.pid() == ProcessHandle.current().pid())
                .ifPresent(process -> {
                    processes.forget(RunningProcesses.STACK);
                    StackAddresses.remove(layout.run());
                });
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
