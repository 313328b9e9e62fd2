package io.celesteos.stack.doctor;

import io.celesteos.contracts.health.HealthReport;
import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Shown;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The five services: their ports, their health, their clock. */
final class Services implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TOLERABLE_SKEW = Duration.ofSeconds(5);

    /** What signed requests are refused beyond. */
    private static final Duration SIGNATURE_WINDOW = Duration.ofMinutes(5);

    private final StackLayout layout;
    private final int basePort;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<Service, Answer> answers = new EnumMap<>(Service.class);

    Services(StackLayout layout, int basePort, Clock clock) throws InterruptedException {
        this.layout = layout;
        this.basePort = basePort;
        this.clock = clock;
        for (Service service : Service.values()) {
            ask(service).ifPresent(answer -> answers.put(service, answer));
        }
    }

    /** @param report null where what answers is none of the suite's services */
    private record Answer(@Nullable HealthReport report, Optional<Duration> skew) {}

    private Optional<Answer> ask(Service service) throws InterruptedException {
        try {
            Instant before = clock.instant();
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(service.url(basePort) + "/health"))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            Instant middle =
                    before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            return Optional.of(new Answer(
                    report(answer.body()), answer.headers().firstValue("Date").flatMap(date -> skew(date, middle))));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static @Nullable HealthReport report(byte[] body) {
        try {
            HealthReport report = JsonStrictness.mapper().readValue(body, HealthReport.class);
            return report.service() == null || report.status() == null ? null : report;
        } catch (JacksonException another) {
            return null;
        }
    }

    /** The header counts whole seconds. */
    private static Optional<Duration> skew(String date, Instant here) {
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration apart = Duration.between(there, here);
            return Optional.of(apart.isNegative() ? apart.negated() : apart.minusSeconds(1));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    List<Finding> ports() {
        List<Finding> findings = new ArrayList<>();
        List<String> free = new ArrayList<>();
        for (Service service : Service.values()) {
            int port = service.port(basePort);
            Answer answer = answers.get(service);
            if (answer != null && answer.report() != null) {
                continue; // said below
            }
            if (free(port)) {
                free.add(Integer.toString(port));
            } else if (!ours(port)) {
                findings.add(Finding.bad(
                        "Port " + port,
                        "taken by " + owner(port) + ", the " + service.module() + " needs it",
                        "Stop that program, or ./celeste up --base-port " + (basePort + 1000) + "."));
            }
        }
        if (!free.isEmpty()) {
            findings.addFirst(Finding.good("Ports", String.join(", ", free) + " are free"));
        }
        return findings;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** A service that is starting, or hangs, is told by its health. */
    private boolean ours(int port) {
        RunningProcesses processes = new RunningProcesses(layout.run());
        return PortOwner.of(port)
                .map(ProcessHandle::pid)
                .filter(pid -> Arrays.stream(Service.values())
                        .flatMap(service -> processes.find(service.module()).stream())
                        .anyMatch(process -> process.pid() == pid))
                .isPresent();
    }

    private static String owner(int port) {
        return PortOwner.of(port)
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command.substring(command.lastIndexOf('/') + 1) + ")")
                                .orElse(""))
                .orElse("another user's program");
    }

    List<Finding> health() {
        boolean recorded =
                new RunningProcesses(layout.run()).find(RunningProcesses.STACK).isPresent();
        if (answers.values().stream().allMatch(answer -> answer.report() == null) && !recorded) {
            return List.of(Finding.warning("Services", "not running", "./celeste up -d"));
        }
        List<Finding> findings = new ArrayList<>();
        for (Service service : Service.values()) {
            Answer answer = answers.get(service);
            HealthReport report = answer == null ? null : answer.report();
            findings.add(
                    report == null
                            ? Finding.bad(
                                    service.module(),
                                    "no answer on " + service.port(basePort),
                                    "./celeste logs " + service.module())
                            : health(service, report));
        }
        return findings;
    }

    private Finding health(Service service, HealthReport report) {
        String says = report.status().name().toLowerCase(Locale.ROOT) + " on " + service.port(basePort) + ", "
                + report.dependencies().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
        HealthStatus status = Objects.requireNonNull(report.status());
        return switch (status) {
            case HEALTHY -> Finding.good(service.module(), says);
            case DEGRADED, STARTING ->
                Finding.warning(
                        service.module(),
                        says,
                        status == HealthStatus.STARTING
                                ? "Wait until it is up."
                                : "Answers lack something; ./celeste logs " + service.module());
            case UNHEALTHY -> Finding.bad(service.module(), says, "./celeste logs " + service.module());
        };
    }

    Finding clocks() {
        Optional<Duration> worst = answers.values().stream()
                .flatMap(answer -> answer.skew().stream())
                .max(Duration::compareTo);
        if (worst.isEmpty()) {
            return Finding.good("Clock", "nothing runs to compare it with");
        }
        String says = worst.get().compareTo(Duration.ofSeconds(1)) <= 0
                ? "the same here and there, to the second"
                : Shown.time(worst.get()) + " apart from the services'";
        String next =
                "Set the clock (NTP): signed requests are refused beyond five minutes, tokens expire early or late.";
        if (worst.get().compareTo(SIGNATURE_WINDOW) > 0) {
            return Finding.bad("Clock", says, next);
        }
        return worst.get().compareTo(TOLERABLE_SKEW) > 0
                ? Finding.warning("Clock", says, next)
                : Finding.good("Clock", says);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
