package io.celesteos.stack.cli;

import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.postgres.Folders;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code reset}: deletes the state folder: database, indexes, logs. */
@Command(name = "reset", description = "Delete all local state: database and logs.", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    ResetCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (new RunningProcesses(layout.run()).find(RunningProcesses.STACK).isPresent()) {
            throw new UserError("The stack is running; stop it first with ./celeste down.");
        }
        Folders.delete(layout.state());
        terminal.say("Deleted " + layout.state() + ".");
        return 0;
    }
}
