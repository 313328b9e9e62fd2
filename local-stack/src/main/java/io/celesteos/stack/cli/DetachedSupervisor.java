package io.celesteos.stack.cli;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.UserError;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same {@code up}, in a process of its own that outlives the terminal. */
final class DetachedSupervisor {

    private final StackLayout layout;

    DetachedSupervisor(StackLayout layout) {
        this.layout = layout;
    }

    Process start(int basePort, boolean noDemo, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own, so that closing the terminal or Ctrl-C in it does not reach the stack.
        if (Stream.of("/usr/bin/setsid", "/bin/setsid").anyMatch(path -> Files.isExecutable(Path.of(path)))) {
            command.add("setsid");
        } else {
            command.add("nohup");
        }
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(mainClass());
        command.addAll(List.of("up", "--base-port", Integer.toString(basePort)));
        if (noDemo) {
            command.add("--no-demo");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        builder.environment().put("CELESTE_HOME", layout.home().toString());
        builder.environment().put("CELESTE_STATE", layout.state().toString());
        return builder.start();
    }

    /** In the fat jar the class path is the jar, whose launcher finds our main class. */
    private static String mainClass() {
        try {
            var source = CelesteCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return source.getScheme().equals("file")
                    ? CelesteCommand.class.getName()
                    : "org.springframework.boot.loader.launch.JarLauncher";
        } catch (URISyntaxException impossible) {
            throw new UserError("Cannot find the program itself: " + impossible.getMessage(), impossible);
        }
    }
}
