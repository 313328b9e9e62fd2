package io.celesteos.testbed.postgres;

import io.celesteos.testbed.server.Command;
import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed PostgreSQL with the vector extension.
 *
 * @param folder with {@code initdb}, {@code pg_ctl} and {@code postgres}
 * @param major version of the server, e.g. 15
 */
record PostgresBinaries(Path folder, int major) {

    /** Where packages put the servers that they keep off the PATH: parent folder to name pattern. */
    private static final Map<Path, String> USUAL_PLACES = Map.of(
            Path.of("/usr/lib/postgresql"), "*",
            Path.of("/usr"), "pgsql-*",
            Path.of("/opt/homebrew/opt"), "postgresql@*",
            Path.of("/usr/local/opt"), "postgresql@*");

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** @throws MissingServerException when no server, or none with the extension, is installed */
    static PostgresBinaries find() {
        List<Path> folders = new ArrayList<>(Executables.pathFolders());
        USUAL_PLACES.forEach((parent, pattern) -> folders.addAll(children(parent, pattern)));
        return find(folders);
    }

    /** The newest server in {@code folders} that has the extension. */
    static PostgresBinaries find(List<Path> folders) {
        List<PostgresBinaries> servers = folders.stream()
                .flatMap(PostgresBinaries::at)
                .distinct()
                .sorted(Comparator.comparingInt(PostgresBinaries::major).reversed())
                .toList();
        if (servers.isEmpty()) {
            throw new MissingServerException("PostgreSQL (initdb, pg_ctl, postgres)");
        }
        return servers.stream()
                .filter(PostgresBinaries::hasVector)
                .findFirst()
                .orElseThrow(() -> new MissingServerException(
                        "pgvector for PostgreSQL " + servers.getFirst().major()));
    }

    String program(String name) {
        return folder.resolve(name).toString();
    }

    private boolean hasVector() {
        Stream<Path> shared = Stream.of(
                folder.resolveSibling("share"),
                folder.resolveSibling("share").resolve("postgresql"),
                Path.of("/usr/share/postgresql/" + major));
        if (Files.isExecutable(folder.resolve("pg_config"))) {
            String told = Command.run(folder, List.of(program("pg_config"), "--sharedir"));
            shared = Stream.concat(Stream.of(Path.of(told.strip())), shared);
        }
        return shared.anyMatch(share -> Files.exists(share.resolve("extension/vector.control")));
    }

    private static Stream<PostgresBinaries> at(Path folder) {
        Path initdb = Executables.in(List.of(folder), "initdb");
        if (initdb == null) {
            return Stream.empty();
        }
        try {
            // A link on the PATH stands for the folder it leads to, where the other programs are.
            Path real = initdb.toRealPath();
            Path home = Objects.requireNonNull(real.getParent());
            boolean complete = Stream.of("pg_ctl", "postgres")
                    .allMatch(program -> Files.isExecutable(real.resolveSibling(program)));
            Matcher version = VERSION.matcher(Command.run(folder, List.of(real.toString(), "--version")));
            return complete && version.find()
                    ? Stream.of(new PostgresBinaries(home, Integer.parseInt(version.group(1))))
                    : Stream.empty();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static List<Path> children(Path parent, String pattern) {
        List<Path> bins = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, pattern)) {
                found.forEach(child -> bins.add(child.resolve("bin")));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return bins;
    }
}
