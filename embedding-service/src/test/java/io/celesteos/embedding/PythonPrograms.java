package io.celesteos.embedding;

import io.celesteos.testbed.server.Command;
import io.celesteos.testbed.server.Executables;
import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Python as it is on this machine, with the packages that it has. */
final class PythonPrograms {

    /** Fails when the program is no Python, and says whether all that it imports is installed. */
    private static final String CHECK = """
            import ast, importlib.util, sys
            tree = ast.parse(open(sys.argv[1], encoding="utf-8").read())
            names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
            names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
            missing = [name for name in names if importlib.util.find_spec(name.split(".")[0]) is None]
            print("missing" if missing else "there")
            """;

    private final Path folder;

    private PythonPrograms(Path folder) {
        this.folder = folder;
    }

    /** @throws MissingServerException when Python is not on this machine */
    static PythonPrograms in(Path folder) {
        if (Executables.onPath("python3") == null) {
            throw new MissingServerException("python3");
        }
        return new PythonPrograms(folder);
    }

    /** Whether all that {@code program} imports is installed; fails when it is no Python. */
    boolean canRun(String program) throws IOException {
        return python(program, "-c", CHECK).strip().equals("there");
    }

    /** What {@code program} prints. */
    String run(String program) throws IOException {
        return python(program);
    }

    private String python(String program, String... before) throws IOException {
        Path file = Files.createTempFile(folder, "documented", ".py");
        try {
            Files.writeString(file, program);
            List<String> command = new ArrayList<>(List.of("python3"));
            command.addAll(List.of(before));
            command.add(file.toString());
            return Command.run(folder, command);
        } finally {
            Files.delete(file);
        }
    }
}
