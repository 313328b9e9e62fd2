package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Pauses;
import io.celesteos.stack.terminal.Terminal;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./celeste}. */
@Command(
        name = "celeste",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Search and answers over a yacht's technical documents.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            MigrateCommand.class,
            DemoCommand.class,
            YachtCommand.class,
            ModelsCommand.class,
            IngestCommand.class,
            QueryCommand.class,
            EvalCommand.class,
            JobsCommand.class,
            ReindexCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Of the script itself:",
            "  bench   measure the latency of a running stack (bench --help)",
            "  build   build the jars",
            "  nlp     train and score the learned tagger (nlp train, nlp evaluate)",
            "  test    run every test (installs what the tests need)"
        })
public final class CelesteCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Ready to execute; what the exit codes mean stands in {@link ExitCode}. */
    static CommandLine commandLine(StackLayout layout, Terminal terminal) {
        return commandLine(layout, terminal, own -> own);
    }

    /** @param pauses puts others in place of the commands' own */
    static CommandLine commandLine(StackLayout layout, Terminal terminal, UnaryOperator<Pauses> pauses) {
        return new CommandLine(
                        new CelesteCommand(),
                        new Commands(layout, terminal, new Surroundings(layout, terminal, pauses)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    Failures.Told told = Failures.told(failure);
                    if (told.unexpected()) {
                        LoggerFactory.getLogger(CelesteCommand.class)
                                .error(
                                        "celeste {}",
                                        parsed.originalArgs().stream()
                                                .findFirst()
                                                .orElse(""),
                                        failure);
                    }
                    if (line.getParseResult() != null
                            && line.getParseResult().matchedOptionValue(JsonOutput.OPTION, false)) {
                        new JsonOutput().print(terminal, told.document());
                    } else {
                        terminal.fail(told.sentence());
                    }
                    return told.exitCode();
                });
    }

    public static void main(String[] arguments) {
        System.exit(
                commandLine(StackLayout.fromEnvironment(), Terminal.system()).execute(arguments));
    }
}
