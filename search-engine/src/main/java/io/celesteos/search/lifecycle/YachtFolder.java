package io.celesteos.search.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One yacht's builds on disk, numbered in the order they were begun. There is no pointer to the current one: a
 * build counts from its first commit on, and each commit says what it holds, so whichever is opened is right and
 * the newest is merely the quickest to bring up to date.
 */
public final class YachtFolder {

    private static final Logger log = LoggerFactory.getLogger(YachtFolder.class);
    private static final String BUILD = "build-";
    private static final Pattern BUILD_NAME = Pattern.compile("build-[0-9]{10}");
    private static final Pattern GONE_NAME = Pattern.compile("gone-[0-9]{10}");

    private final Path folder;

    YachtFolder(Path folder) {
        this.folder = folder;
    }

    /** A new, empty folder for the next build. */
    public Path next() throws IOException {
        Files.createDirectories(folder);
        long last = entries(BUILD_NAME).stream()
                .mapToLong(
                        build -> Long.parseLong(build.getFileName().toString().substring(BUILD.length())))
                .max()
                .orElse(0);
        return Files.createDirectory(folder.resolve(String.format(Locale.ROOT, "%s%010d", BUILD, last + 1)));
    }

    boolean contains(Path build) {
        return folder.equals(build.getParent());
    }

    public List<Path> newestFirst() {
        return entries(BUILD_NAME).stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** Size of the newest build, in bytes. */
    long bytes() {
        List<Path> builds = newestFirst();
        return builds.isEmpty() ? 0 : bytes(builds.getFirst());
    }

    /** Deletes all other builds, and what an earlier deletion left. */
    public void keepOnly(Collection<Path> kept) {
        entries(BUILD_NAME).stream().filter(build -> !kept.contains(build)).forEach(this::delete);
        entries(GONE_NAME).forEach(YachtFolder::deleteTree);
    }

    /** Renamed first: a deletion cut short must not leave half a build that looks like one. */
    public void delete(Path build) {
        Path gone = build.resolveSibling(build.getFileName().toString().replace(BUILD, "gone-"));
        try {
            deleteTree(Files.move(build, gone));
        } catch (NoSuchFileException done) {
            log.debug("{} is gone already", build, done);
        } catch (IOException stuck) {
            log.warn("An old index could not be deleted: {}", stuck.toString());
        }
    }

    public void deleteAll() {
        keepOnly(List.of());
        deleteTree(folder);
    }

    private List<Path> entries(Pattern name) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            name.matcher(entry.getFileName().toString()).matches())
                    .toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static long bytes(Path build) {
        try (Stream<Path> files = Files.list(build)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException notThere) {
            return 0;
        }
    }

    private static void deleteTree(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stuck) {
            log.warn("An old index could not be deleted: {}", stuck.toString());
        }
    }
}
