package io.celesteos.testbed.clients;

import io.celesteos.testbed.server.Command;
import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The npm packages of a module's {@code src/test/clients}, installed below its {@code target}, and Node.js to run
 * programs with them. Tests run in the folder of their module.
 */
public final class NodeClients {

    private static final Path SOURCES = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path FOLDER = Path.of("target", "clients").toAbsolutePath();

    /** Written last, so that what was interrupted is done again. */
    private static final Path INSTALLED = FOLDER.resolve("installed-lock.json");

    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

    private NodeClients() {}

    /** @throws MissingServerException when Node.js or npm is not on this machine */
    public static NodeClients install() {
        for (String program : List.of("node", "npm", "curl")) {
            if (Executables.onPath(program) == null) {
                throw new MissingServerException(program);
            }
        }
        try {
            Files.createDirectories(FOLDER);
            try (Stream<Path> sources = Files.list(SOURCES)) {
                for (Path source : sources.toList()) {
                    Files.copy(
                            source,
                            FOLDER.resolve(Objects.requireNonNull(source.getFileName())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path lock = FOLDER.resolve("package-lock.json");
            if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, lock) >= 0) {
                Command.run(
                        FOLDER,
                        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"),
                        INSTALL_LIMIT);
                Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new NodeClients();
    }

    /**
     * Path of a Chromium or Chrome that runs, for programs that drive one.
     *
     * @throws MissingServerException when there is none on this machine
     * @throws IllegalStateException with what it said when there is one that does not run
     */
    public static String browser() {
        return browser(Executables.pathFolders());
    }

    static String browser(List<Path> folders) {
        IllegalStateException broken = null;
        for (String name : List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")) {
            Path browser = Executables.in(folders, name);
            if (browser != null) {
                try {
                    // Ubuntu's package is a wrapper that only says where Chromium is to be had.
                    Command.run(Path.of("").toAbsolutePath(), List.of(browser.toString(), "--version"));
                    return browser.toString();
                } catch (IllegalStateException doesNotRun) {
                    broken = doesNotRun;
                }
            }
        }
        throw broken == null ? new MissingServerException("chromium") : broken;
    }

    /** The last line that a program of {@code src/test/clients} prints when it is given {@code arguments}. */
    public String run(String program, String... arguments) {
        return run(Duration.ofMinutes(1), program, arguments);
    }

    /** The same within {@code limit}. */
    public String run(Duration limit, String program, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("node", program), Stream.of(arguments)).toList();
        String printed = Command.run(FOLDER, command, limit);
        return printed.lines().reduce("", (before, line) -> line);
    }

    /** What the Next.js route handler in {@code source} answers to a POST, as {@code route.mjs} prints it. */
    public String route(String source, String service) throws IOException {
        return withFile(source, ".ts", file -> List.of("node", "route.mjs", service, file));
    }

    /** The HTML of the Next.js page in {@code source}, as {@code page.mjs} prints it. */
    public String page(String source) throws IOException {
        return withFile(source, ".tsx", file -> List.of("node", "page.mjs", file));
    }

    /** What a program prints that stands nowhere but in a page. */
    public String script(String program) throws IOException {
        return withFile(program, ".mjs", file -> List.of("node", file));
    }

    /** Beside the packages, which the source imports. */
    private static String withFile(String source, String ending, Function<String, List<String>> command)
            throws IOException {
        Path file = Files.createTempFile(FOLDER, "documented", ending);
        try {
            Files.writeString(file, source);
            return Command.run(FOLDER, command.apply(file.toString()));
        } finally {
            Files.delete(file);
        }
    }

    /** What a command line with {@code curl} in it prints; an error status is a failure. */
    public String shell(String call) {
        return DocumentedCalls.run(FOLDER, call);
    }
}
