package io.celesteos.bench.load;

import io.celesteos.bench.load.gateway.LoadGatewayCommand;
import io.celesteos.bench.load.stream.LoadStreamCommand;
import java.io.PrintStream;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./celeste bench load <what>}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "search|stream|gateway",
        description = "Measure speed, memory and growth under load.")
public final class LoadCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private LoadCommand() {}

    public static CommandLine line(PrintStream out, Clock clock) {
        return new CommandLine(new LoadCommand())
                .addSubcommand(new LoadSearchCommand(out, clock))
                .addSubcommand(new LoadStreamCommand(out, clock))
                .addSubcommand(new LoadGatewayCommand(out, clock))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to load: search, stream or gateway");
    }
}
