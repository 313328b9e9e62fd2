package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import java.time.Clock;
import picocli.CommandLine;

/** Gives each command what it works with. */
final class Commands implements CommandLine.IFactory {

    private final StackLayout layout;
    private final Terminal terminal;
    private final Surroundings around;
    private final CommandLine.IFactory others = CommandLine.defaultFactory();

    Commands(StackLayout layout, Terminal terminal, Surroundings around) {
        this.layout = layout;
        this.terminal = terminal;
        this.around = around;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object command = switch (type.getSimpleName()) {
            case "UpCommand" -> new UpCommand(layout, terminal);
            case "DownCommand" -> new DownCommand(layout, terminal);
            case "StatusCommand" -> new StatusCommand(layout, terminal);
            case "LogsCommand" -> new LogsCommand(layout, terminal);
            case "ResetCommand" -> new ResetCommand(layout, terminal);
            case "MigrateCommand" -> new MigrateCommand(terminal);
            case "ModelsCommand" -> new ModelsCommand(layout, terminal);
            case "DemoCommand" -> new DemoCommand(layout, terminal);
            case "YachtCommand" -> new YachtCommand(layout, terminal);
            case "IngestCommand" -> new IngestCommand(around);
            case "QueryCommand" -> new QueryCommand(around);
            case "EvalCommand" -> new EvalCommand(around);
            case "JobsCommand" -> new JobsCommand(around, Clock.systemUTC());
            case "ReindexCommand" -> new ReindexCommand(around);
            case "DoctorCommand" -> new DoctorCommand(around);
            default -> others.create(type);
        };
        return type.cast(command);
    }
}
