package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
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
            ModelsCommand.class
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

    /** Ready to execute: exit code 0, 1 for what the person can mend, 2 for wrong usage. */
    static CommandLine commandLine(StackLayout layout, Terminal terminal) {
        return new CommandLine(new CelesteCommand(), new Commands(layout, terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof UserError) {
                        terminal.fail(String.valueOf(failure.getMessage()));
                    } else {
                        terminal.fail("Unexpected: " + failure);
                        LoggerFactory.getLogger(CelesteCommand.class)
                                .error("celeste {}", parsed.originalArgs(), failure);
                    }
                    return 1;
                });
    }

    public static void main(String[] arguments) {
        System.exit(
                commandLine(StackLayout.fromEnvironment(), Terminal.system()).execute(arguments));
    }
}
