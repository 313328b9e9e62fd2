package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Interruption;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code reindex}: a yacht's index built anew beside the serving one. */
@Command(
        name = "reindex",
        description = "Build a yacht's index anew from the database, while the old one goes on answering.",
        mixinStandardHelpOptions = true)
final class ReindexCommand implements Callable<Integer> {

    private static final String INDEX = "/api/v1/documents/index";
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int CONFLICT = 409;

    private final Surroundings around;

    @Option(names = "--no-wait", description = "End once it is begun.")
    private boolean noWait;

    @Mixin
    private final GatewayOptions where = new GatewayOptions();

    @Mixin
    private final JsonOutput json = new JsonOutput();

    ReindexCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal aside = around.terminal().aside();
        try (Interruption ctrlC = new Interruption(() -> aside.say("\nStopped watching; the rebuild goes on."));
                Gateway gateway = around.gateway(where.access(around.layout()), ctrlC)) {
            JsonNode report = begin(gateway, aside);
            if (!noWait) {
                report = follow(gateway, report, aside);
            }
            return tell(report);
        }
    }

    /** The one that is under way does as well. */
    private static JsonNode begin(Gateway gateway, Terminal aside) throws InterruptedException {
        try {
            return gateway.post(INDEX + "/rebuild", Map.of(), Map.of());
        } catch (GatewayFailure refused) {
            if (refused.status() != CONFLICT) {
                throw refused;
            }
            JsonNode report = gateway.get(INDEX, Map.of());
            if (!report.has("rebuild")) {
                throw new UserError("The index is just being rebuilt by itself; try again in a while.", refused);
            }
            aside.say("It is being rebuilt already; following that.");
            return report;
        }
    }

    private static JsonNode follow(Gateway gateway, JsonNode begun, Terminal aside) throws InterruptedException {
        String id = id(begun);
        JsonNode report = begun;
        try (Terminal.Progress bar = aside.progress("index (passages and records)", Math.max(1, total(begun)))) {
            while (!ended(report)) {
                bar.of(Math.max(1, total(report)));
                bar.at(report.at("/rebuild/progress/done").asLong(0));
                gateway.pauses().pause(LOOK);
                report = gateway.get(INDEX, Map.of());
                if (!id(report).equals(id)) {
                    throw new UserError("The search-engine has been started again meanwhile and knows nothing of this"
                            + " rebuild; the index from before goes on serving. Run the command again.");
                }
            }
            bar.at(report.at("/rebuild/progress/done").asLong(0));
        }
        return report;
    }

    private static String id(JsonNode report) {
        return report.at("/rebuild/id").asString("");
    }

    private static long total(JsonNode report) {
        return report.at("/rebuild/progress/total").asLong(0);
    }

    private static boolean ended(JsonNode report) {
        String status = report.at("/rebuild/status").asString("");
        return status.equals("succeeded") || status.equals("failed");
    }

    private int tell(JsonNode report) {
        boolean failed = report.at("/rebuild/status").asString("").equals("failed");
        Terminal terminal = around.terminal();
        if (json.wanted()) {
            json.print(terminal, report);
        } else if (failed) {
            terminal.fail(
                    "The index was not rebuilt: " + report.at("/rebuild/error").asString(""));
        } else if (noWait) {
            terminal.say("Begun; the old index goes on answering.");
        } else {
            terminal.say("Rebuilt: " + report.path("documents").asLong(0) + " passages and records, "
                    + report.path("vectors").asLong(0) + " vectors.");
        }
        return failed ? ExitCode.IN_PART : ExitCode.DONE;
    }
}
