package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where indexes are kept between two runs: a folder a yacht, named by its id and nothing else. The folder belongs
 * to one process at a time; another one that wants it keeps its indexes in memory and says so. The lock is the
 * operating system's, so a process that is killed leaves none behind.
 */
public final class IndexFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);

    private final State state;
    private final @Nullable Path folder;
    private final @Nullable FileChannel lock;

    private IndexFolder(State state, @Nullable Path folder, @Nullable FileChannel lock) {
        this.state = state;
        this.folder = folder;
        this.lock = lock;
    }

    /** Where indexes go. */
    public enum State {
        DISK("on disk"),
        MEMORY("in memory"),
        TAKEN("in memory, the folder is in use by another process"),
        UNUSABLE("in memory, the folder cannot be used");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public boolean asConfigured() {
            return this == DISK || this == MEMORY;
        }
    }

    /** @param path empty for memory */
    public static IndexFolder open(String path) {
        if (path.isBlank()) {
            return new IndexFolder(State.MEMORY, null, null);
        }
        try {
            Path folder = create(Path.of(path).toAbsolutePath());
            FileChannel channel = FileChannel.open(
                    folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new IndexFolder(State.DISK, folder, channel);
            }
            channel.close();
            log.warn("The index folder {} is in use by another process: indexes stay in memory", folder);
            return new IndexFolder(State.TAKEN, null, null);
        } catch (IOException | RuntimeException unusable) {
            log.warn("The index folder {} cannot be used, indexes stay in memory: {}", path, unusable.toString());
            return new IndexFolder(State.UNUSABLE, null, null);
        }
    }

    /** For this user alone: what lies in it is the yachts' own words. */
    private static Path create(Path folder) throws IOException {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createDirectories(folder);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    public State state() {
        return state;
    }

    /** Empty where indexes are in memory. */
    Optional<YachtFolder> of(YachtId yacht) {
        return folder == null
                ? Optional.empty()
                : Optional.of(new YachtFolder(folder.resolve(yacht.value().toString())));
    }

    /** Indexes of something else than a yacht's passages, under a name that is no yacht's id. */
    public Optional<YachtFolder> named(String name) {
        return folder == null ? Optional.empty() : Optional.of(new YachtFolder(folder.resolve(name)));
    }

    /** Names of all folders there are. */
    public List<String> names() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            log.warn("The index folder cannot be listed: {}", unreadable.toString());
            return List.of();
        }
    }

    /** Deletes the copies of yachts that are not {@code known}: what was deleted must not lie around. */
    void sweep(Set<YachtId> known) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.map(entry -> yacht(entry.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .filter(yacht -> !known.contains(yacht))
                    .forEach(yacht -> of(yacht).ifPresent(YachtFolder::deleteAll));
        } catch (IOException unreadable) {
            log.warn("The index folder cannot be listed: {}", unreadable.toString());
        }
    }

    private static Optional<YachtId> yacht(String name) {
        try {
            YachtId yacht = new YachtId(UUID.fromString(name));
            return yacht.toString().equals(name) ? Optional.of(yacht) : Optional.empty();
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
