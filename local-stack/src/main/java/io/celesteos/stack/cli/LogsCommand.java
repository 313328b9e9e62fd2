package io.celesteos.stack.cli;

import io.celesteos.stack.launch.Service;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
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
        List<LogFollower> followers = new ArrayList<>();
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
        if (follow) {
            follow(followers);
        }
        return 0;
    }

    private void follow(List<LogFollower> followers) throws IOException {
        try (WatchService watch = layout.logs().getFileSystem().newWatchService()) {
            layout.logs().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                for (LogFollower follower : followers) {
                    follower.printNew();
                }
                WatchKey changed = watch.take();
                changed.pollEvents();
                changed.reset();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
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
