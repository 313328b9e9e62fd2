package io.celesteos.stack.cli;

import io.celesteos.stack.demo.DemoLoader;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the demo yachts into any running suite. The local stack loads them by itself. */
@Command(name = "demo", description = "Load the demo yachts into a running suite.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private final StackLayout layout;
    private final Terminal terminal;

    @Option(
            names = "--search-engine",
            defaultValue = "${env:SEARCH_URL:-http://localhost:8001}",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI searchEngine;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    DemoCommand(StackLayout layout, Terminal terminal) {
        this.layout = layout;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What another suite holds is not remembered here: every call loads, and what is there already stays.
        Path nothingRemembered = Files.createTempDirectory("celeste-demo");
        try {
            DemoLoader demo =
                    new DemoLoader(database.owner(layout), searchEngine, layout.demo(), nothingRemembered, terminal);
            demo.awaitVectors(demo.load());
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(nothingRemembered);
        }
    }
}
