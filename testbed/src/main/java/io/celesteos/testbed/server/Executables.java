package io.celesteos.testbed.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs by name. */
public final class Executables {

    private Executables() {}

    /** First match on the PATH, or null. */
    public static @Nullable Path onPath(String name) {
        return in(pathFolders(), name);
    }

    /** First match in {@code folders}, or null. */
    public static @Nullable Path in(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** The folders of the PATH in order. */
    public static List<Path> pathFolders() {
        String path = System.getenv("PATH");
        return path == null
                ? List.of()
                : Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .toList();
    }
}
