package io.celesteos.stack.cli;

import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.postgres.EmbeddedDatabase;
import io.celesteos.stack.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code down}: stops whatever of the stack runs; its data stays. */
@Command(name = "down", description = "Stop everything; the data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    DownCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RunningProcesses processes = new RunningProcesses(layout.run());
        boolean ran = processes.find(RunningProcesses.STACK).isPresent();
        processes.stopAll(Duration.ofSeconds(40));
        EmbeddedDatabase.postmaster(layout.postgres().resolve("data")).ifPresent(ProcessHandle::destroy);
        terminal.say(ran ? "Stopped." : "Nothing was running.");
        return 0;
    }
}
