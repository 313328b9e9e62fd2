package io.celesteos.stack.cli;

import io.celesteos.stack.doctor.Checkup;
import io.celesteos.stack.doctor.Finding;
import io.celesteos.stack.doctor.Finding.Verdict;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackAddresses;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what the suite needs, what it has, and what to do about the difference. */
@Command(
        name = "doctor",
        description = "Look at everything the suite needs and say what to do next. Works when nothing runs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 1 where something is marked ✗, else with 0."})
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings around;

    @Option(
            names = "--base-port",
            description = "Port of the gateway; the others follow it. Default: the running stack's, else 8000")
    private @Nullable Integer basePort;

    @Mixin
    private final JsonOutput json = new JsonOutput();

    DoctorCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        int port = basePort == null
                ? StackAddresses.read(around.layout().run())
                        .map(StackAddresses::basePort)
                        .orElse(8000)
                : basePort;
        if (port < 1 || port > 65_536 - Service.values().length) {
            throw new UserError("--base-port must be 1 to 65531, not " + port + ".");
        }
        List<Finding> findings =
                Checkup.of(around.layout(), port, System.getenv()).findings();
        long bad =
                findings.stream().filter(each -> each.verdict() == Verdict.BAD).count();
        long doubtful = findings.stream()
                .filter(each -> each.verdict() == Verdict.WARNING)
                .count();
        if (json.wanted()) {
            json.print(around.terminal(), Map.of("healthy", bad == 0, "findings", findings));
        } else {
            findings.forEach(this::print);
            around.terminal()
                    .say(
                            bad == 0
                                    ? doubtful == 0
                                            ? "All is well."
                                            : "Nothing is broken; " + doubtful + " to know about."
                                    : bad + " to mend, " + doubtful + " to know about.");
        }
        return bad == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Finding finding) {
        Terminal terminal = around.terminal();
        String sign = switch (finding.verdict()) {
            case GOOD -> terminal.good("✓");
            case WARNING -> terminal.warning("!");
            case BAD -> terminal.bad("✗");
        };
        terminal.say(sign + " " + String.format(Locale.ROOT, "%-20s", finding.what()) + " " + finding.says());
        if (!finding.next().isEmpty()) {
            terminal.say("  " + " ".repeat(20) + " → " + finding.next());
        }
    }
}
