package io.celesteos.stack.cli;

import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs [service]}: the end of one log or of all, and what is added if asked. */
@Command(name = "logs", description = "Show the logs.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "One service; all when left out.")
    private @Nullable String service;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "30",
            description = "How many lines. Default: ${DEFAULT-VALUE}")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing until Ctrl-C.")
    private boolean follow;

    LogsCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<LogFollower> followers = new java.util.ArrayList<>();
        for (String name : names()) {
            Path log = layout.logs().resolve(name + ".log");
            if (names().size() > 1) {
                terminal.say(terminal.bold("== " + name));
            }
            if (!Files.exists(log)) {
                terminal.say("(no log yet)");
            }
            followers.add(new LogFollower(log, terminal).fromLast(lines));
        }
        while (follow) {
            for (LogFollower follower : followers) {
                follower.printNew();
            }
            Thread.sleep(Duration.ofMillis(300));
        }
        return 0;
    }

    private List<String> names() {
        if (service == null) {
            return Arrays.stream(Service.values()).map(Service::module).toList();
        }
        if (Service.named(service).isEmpty()) {
            throw new UserError("There is no service " + service + "; there are "
                    + Arrays.stream(Service.values()).map(Service::module).collect(Collectors.joining(", ")) + ".");
        }
        return List.of(service);
    }
}
