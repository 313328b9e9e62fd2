package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.Job;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Interruption;
import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code jobs}, {@code jobs show ID}, {@code jobs cancel ID}. */
@Command(
        name = "jobs",
        description = "List a yacht's jobs; show, follow or cancel one.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class JobsCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Set<String> STATUSES = Set.of("queued", "running", "succeeded", "failed", "cancelled");
    private static final String JOBS = "/api/v1/jobs";

    private final Surroundings around;
    private final Clock clock;

    @Option(names = "--status", description = "Only queued, running, succeeded, failed or cancelled ones.")
    private @Nullable String status;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "20",
            description = "The newest so many, 1 to 100. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--watch", description = "Keep looking until none of them is queued or running.")
    private boolean watch;

    @Mixin
    private final GatewayOptions where = new GatewayOptions();

    @Mixin
    private final JsonOutput json = new JsonOutput();

    JobsCommand(Surroundings around, Clock clock) {
        this.around = around;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (status != null && !STATUSES.contains(status)) {
            throw new UserError("--status must be one of "
                    + String.join(", ", STATUSES.stream().sorted().toList()) + ", not " + status + ".");
        }
        if (limit < 1 || limit > 100) {
            throw new UserError("--limit must be 1 to 100, not " + limit + ".");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", limit);
        if (status != null) {
            parameters.put("status", status);
        }
        JobTable table = new JobTable(around.terminal(), clock);
        try (Interruption ctrlC = new Interruption(() -> {});
                Gateway gateway = around.gateway(where.access(around.layout()), ctrlC)) {
            while (true) {
                JsonNode listed = gateway.get(JOBS, parameters);
                List<Job> jobs = jobs(listed).map(Job::of).toList();
                if (!json.wanted()) {
                    table.print(jobs);
                } else if (watch) {
                    json.printLine(around.terminal(), listed);
                } else {
                    json.print(around.terminal(), listed);
                }
                if (!watch || jobs.stream().allMatch(Job::ended)) {
                    return ExitCode.DONE;
                }
                gateway.pauses().pause(LOOK);
            }
        }
    }

    private static Stream<JsonNode> jobs(JsonNode listed) {
        JsonNode all = listed.isArray() ? listed : listed.path("jobs");
        return StreamSupport.stream(all.spliterator(), false);
    }

    @Command(name = "show", description = "Show one job and its files.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--watch", description = "Follow it to its end.") boolean follow,
            @Mixin GatewayOptions from,
            @Mixin JsonOutput output)
            throws InterruptedException {
        Terminal terminal = around.terminal();
        try (Interruption ctrlC = new Interruption(() -> lastWords(id));
                Gateway gateway = around.gateway(from.access(around.layout()), ctrlC)) {
            JsonNode report = follow
                    ? new JobWatch(gateway, terminal.aside()).toTheEnd(id)
                    : gateway.get(JOBS + "/" + id, Map.of());
            Job job = Job.of(report);
            if (output.wanted()) {
                output.print(terminal, report);
            } else {
                new JobTable(terminal, clock).print(List.of(job));
                files(job, terminal);
            }
            return job.ended() && !job.succeeded() ? ExitCode.IN_PART : ExitCode.DONE;
        }
    }

    private void lastWords(UUID id) {
        around.terminal().aside().say("");
        around.terminal()
                .aside()
                .say("Stopped watching; the job goes on. End it with ./celeste jobs cancel " + id + ".");
    }

    private static void files(Job job, Terminal terminal) {
        if (!job.error().isEmpty()) {
            terminal.fail(Shown.plain(job.error()));
        }
        if (!job.notice().isEmpty()) {
            terminal.say(terminal.warning("! " + Shown.plain(job.notice())));
        }
        if (job.files().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("File", "Status", "Code", "Reason"));
        job.files()
                .forEach(file -> rows.add(List.of(
                        Shown.cut(Shown.plain(file.name()), 60),
                        file.status(),
                        file.code(),
                        Shown.cut(Shown.plain(file.reason()), 100))));
        terminal.say("");
        terminal.table(rows);
    }

    @Command(name = "cancel", description = "End a job; what is stored stays.", mixinStandardHelpOptions = true)
    int cancel(@Parameters(paramLabel = "ID") UUID id, @Mixin GatewayOptions from, @Mixin JsonOutput output)
            throws InterruptedException {
        try (Interruption ctrlC = new Interruption(() -> {});
                Gateway gateway = around.gateway(from.access(around.layout()), ctrlC)) {
            JsonNode report = gateway.post(JOBS + "/" + id + "/cancel", Map.of(), Map.of());
            if (output.wanted()) {
                output.print(around.terminal(), report);
            } else {
                around.terminal().say("The job ends at its next step; see ./celeste jobs show " + id + ".");
            }
            return ExitCode.DONE;
        }
    }
}
