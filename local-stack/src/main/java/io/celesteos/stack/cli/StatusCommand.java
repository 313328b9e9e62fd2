package io.celesteos.stack.cli;

import io.celesteos.contracts.health.HealthReport;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.core.JacksonException;

/** {@code status}: a line a service. Exit code 0 when all answer, 1 otherwise. */
@Command(name = "status", description = "Show what runs and how it is.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    StatusCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunningProcesses processes = new RunningProcesses(layout.run());
        Optional<StackAddresses> addresses = StackAddresses.read(layout.run());
        if (processes.find(RunningProcesses.STACK).isEmpty() || addresses.isEmpty()) {
            terminal.say("Not running. Start with ./celeste up.");
            return 1;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Service", "State", "Process", "Address", "Depends on"));
        boolean all = true;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Service service : Service.values()) {
                String url = service.url(addresses.get().basePort());
                Optional<HealthReport> report = health(http, url);
                all &= report.isPresent() && report.get().status().httpStatus() == 200;
                rows.add(List.of(
                        service.module(),
                        report.map(r -> r.status().name().toLowerCase(Locale.ROOT))
                                .orElse("no answer"),
                        processes
                                .find(service.module())
                                .map(p -> Long.toString(p.pid()))
                                .orElse("-"),
                        url,
                        report.map(StatusCommand::dependencies).orElse("")));
            }
        }
        terminal.table(rows);
        return all ? 0 : 1;
    }

    private static String dependencies(HealthReport report) {
        return report.dependencies().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Optional<HealthReport> health(HttpClient http, String url) throws InterruptedException {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/health"))
                            .timeout(Duration.ofSeconds(3))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return Optional.of(JsonStrictness.mapper().readValue(answer.body(), HealthReport.class));
        } catch (IOException | JacksonException none) {
            return Optional.empty();
        }
    }
}
