package io.celesteos.stack.ingest;

import io.celesteos.stack.terminal.UserError;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that were named: themselves, what is below a folder, what a pattern matches. Walked through as often as
 * asked and never held, so that it does not matter how many there are. Below folders what is hidden is left out, and
 * so is what no reader is made for; links are not followed.
 */
public final class FoundFiles {

    private static final int DEEPEST = 64;

    private static final Set<String> READABLE = Set.of(
            "pdf",
            "docx",
            "docm",
            "xlsx",
            "xlsm",
            "csv",
            "tsv",
            "html",
            "htm",
            "xhtml",
            "md",
            "markdown",
            "txt",
            "text",
            "log",
            "eml");

    private final List<String> names;
    private final boolean everything;

    /** @param everything below folders too, whatever the names end with */
    public FoundFiles(List<String> names, boolean everything) {
        this.names = List.copyOf(names);
        this.everything = everything;
    }

    /** What is met on the way. */
    public interface Met {
        void file(Path file, long bytes) throws IOException, InterruptedException;

        /** A name that begins with a dot, or all that is below such a folder. */
        default void hidden(Path path) {}

        /** Not told apart by its content: that is the server's business. */
        default void unsupported(Path file) {}

        /** A folder or file that cannot be looked at. */
        default void unreadable(Path path, String why) {}
    }

    /** @throws UserError when a name is nothing's, or a pattern matches nothing */
    public void walk(Met met) throws InterruptedException {
        for (String name : names) {
            try {
                walk(name, met);
            } catch (IOException failure) {
                throw new UserError(name + " cannot be read: " + failure.getMessage(), failure);
            }
        }
    }

    private void walk(String name, Met met) throws IOException, InterruptedException {
        Path path = path(name);
        if (path != null && Files.isDirectory(path)) {
            tree(path, met, null);
        } else if (path != null && Files.exists(path)) {
            met.file(path, Files.size(path));
        } else if (name.matches(".*[*?\\[{].*")) {
            matching(name, met);
        } else {
            throw new UserError("There is no file or folder " + name + ".");
        }
    }

    private static @Nullable Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException pattern) {
            return null;
        }
    }

    /** From the last folder that is named without a pattern. */
    private void matching(String pattern, Met met) throws IOException, InterruptedException {
        int firstSign = pattern.replaceAll("[*?\\[{].*", "").length();
        int slash = pattern.lastIndexOf('/', firstSign);
        Path root = Path.of(slash < 0 ? "" : slash == 0 ? "/" : pattern.substring(0, slash));
        String rest = pattern.substring(slash + 1);
        PathMatcher matcher;
        try {
            matcher = root.getFileSystem().getPathMatcher("glob:" + rest);
        } catch (IllegalArgumentException broken) {
            throw new UserError("The pattern " + pattern + " is not complete.", broken);
        }
        boolean[] any = new boolean[1];
        if (Files.isDirectory(root.toAbsolutePath())) {
            tree(root, met, path -> {
                boolean matches = matcher.matches(root.relativize(path));
                any[0] |= matches;
                return matches;
            });
        }
        if (!any[0]) {
            throw new UserError("Nothing matches " + pattern + ".");
        }
    }

    /** @param wanted null for all that can be read by its name */
    private void tree(Path root, Met met, @Nullable PathMatcher wanted) throws IOException, InterruptedException {
        InterruptedException[] stop = new InterruptedException[1];
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(root) && hides(folder)) {
                    met.hidden(folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (wanted != null && !wanted.matches(file) || !attributes.isRegularFile()) {
                    return FileVisitResult.CONTINUE;
                }
                if (hides(file)) {
                    met.hidden(file);
                } else if (wanted == null && !everything && !READABLE.contains(ending(file))) {
                    met.unsupported(file);
                } else {
                    try {
                        met.file(file, attributes.size());
                    } catch (InterruptedException asked) {
                        stop[0] = asked;
                        return FileVisitResult.TERMINATE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) {
                met.unreadable(path, String.valueOf(failure.getMessage()));
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, visitor);
        if (stop[0] != null) {
            throw stop[0];
        }
    }

    private static boolean hides(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
