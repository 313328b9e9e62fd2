package io.celesteos.stack.cli;

import io.celesteos.stack.demo.DemoLoader;
import io.celesteos.stack.demo.DemoLoader.DemoJob;
import io.celesteos.stack.launch.LocalStack;
import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: everything, in the foreground until Ctrl-C, or detached. */
@Command(name = "up", description = "Start everything, with the demo yacht.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    @Option(
            names = {"-d", "--detach"},
            description = "Leave the stack running in the background.")
    private boolean detach;

    @Option(
            names = "--base-port",
            defaultValue = "${env:CELESTE_BASE_PORT:-8000}",
            description = "Port of the gateway; the others follow it. Default: ${DEFAULT-VALUE}")
    private int basePort;

    @Option(names = "--no-demo", description = "Start without the demo yachts.")
    private boolean noDemo;

    UpCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (basePort < 1 || basePort > 65_531) {
            throw new UserError("--base-port must be 1 to 65531, not " + basePort + ".");
        }
        return detach ? detached() : foreground();
    }

    private int foreground() throws Exception {
        LocalStack stack = LocalStack.of(layout, basePort, terminal);
        Thread atExit = Thread.ofPlatform().unstarted(() -> {
            terminal.say("");
            terminal.say("Stopping ...");
            stack.close();
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        try (stack) {
            stack.start();
            DemoLoader demo = new DemoLoader(
                    stack.owner(), URI.create(Service.SEARCH.url(basePort)), layout.demo(), layout.state(), terminal);
            List<DemoJob> jobs = noDemo ? List.of() : demo.load();
            new Welcome(terminal).print(basePort);
            if (!jobs.isEmpty()) {
                demo.awaitVectors(jobs);
            }
            Files.writeString(ready(), "ready");
            terminal.say("Ready. Stop with Ctrl-C or ./celeste down.");
            String ended = stack.keepRunning();
            if (atExit.getState() != Thread.State.NEW) {
                return 0; // Ctrl-C ends the services and this process at once
            }
            throw new UserError(ended + " does not keep running, so everything is being stopped; see ./celeste logs "
                    + ended + ".");
        } catch (InterruptedException stop) {
            return 0;
        } finally {
            forgetReady();
            removeHook(atExit);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is what is stopping us.
        }
    }

    private void forgetReady() {
        try {
            Files.deleteIfExists(ready());
        } catch (IOException stays) {
            // The next start in the background removes it before it looks for it.
        }
    }

    private Path ready() {
        return layout.run().resolve("ready");
    }

    private int detached() throws Exception {
        Files.createDirectories(layout.logs());
        Files.createDirectories(layout.run());
        Files.deleteIfExists(ready());
        Path log = layout.logs().resolve("stack.log");
        Files.deleteIfExists(log);
        Process supervisor = new DetachedSupervisor(layout).start(basePort, noDemo, log);
        try (LogFollower follower = new LogFollower(log, terminal)) {
            while (!Files.exists(ready())) {
                follower.printNew();
                if (supervisor.waitFor(200, TimeUnit.MILLISECONDS)) {
                    return 1;
                }
            }
        }
        terminal.say("Running in the background as process "
                + new RunningProcesses(layout.run())
                        .find(RunningProcesses.STACK)
                        .map(ProcessHandle::pid)
                        .orElse(0L)
                + ". See ./celeste status, ./celeste logs, ./celeste down.");
        return 0;
    }
}
