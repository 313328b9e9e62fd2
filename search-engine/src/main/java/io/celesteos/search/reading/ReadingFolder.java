package io.celesteos.search.reading;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where files lie while they are read: one folder of this process, which deletes at its start what killed ones left.
 * A folder is in use as long as its file {@code lock} is locked. Thread-safe.
 */
@Component
public final class ReadingFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadingFolder.class);
    private static final String PREFIX = "celesteos-reading-";
    private static final String LOCK = "lock";

    private final Path parent;
    private @Nullable Path folder;
    private @Nullable FileChannel lock;

    public ReadingFolder() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    ReadingFolder(Path parent) {
        this.parent = parent;
        sweep();
    }

    /** A new empty file, for the caller to delete. */
    public Path file() throws IOException {
        return Files.createTempFile(folder(), "file-", ".part");
    }

    /** A new folder for one reading process, to be deleted with it. */
    Path child() throws IOException {
        return Files.createTempDirectory(folder(), "child-");
    }

    /** Made when it is needed: the host may have cleaned up since. */
    private synchronized Path folder() throws IOException {
        Path known = folder;
        if (known != null && Files.isDirectory(known)) {
            return known;
        }
        close();
        Path made = Files.createTempDirectory(parent, PREFIX);
        // Locked before it has its name: nobody finds it unlocked.
        Path unnamed = made.resolve(LOCK + ".new");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock = channel;
        channel.lock();
        Files.move(unnamed, made.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        folder = made;
        return made;
    }

    private void sweep() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : folders) {
                sweep(each);
            }
        } catch (IOException unreadable) {
            log.warn("Folders that killed processes left are not deleted: {}", unreadable.getMessage());
        }
    }

    private static void sweep(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock unused = channel.tryLock()) {
            if (unused != null) {
                delete(folder);
            }
        } catch (IOException | OverlappingFileLockException othersOrNew) {
            log.debug("{} is left alone", folder, othersOrNew);
        }
    }

    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes about) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException failure) throws IOException {
                    // Another may be deleting the same.
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException left) {
            log.warn("{} could not be deleted: {}", folder, left.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        Path known = folder;
        folder = null;
        if (known != null && Files.isDirectory(known)) {
            delete(known);
        }
        FileChannel held = lock;
        lock = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException broken) {
            log.debug("A lock could not be let go", broken);
        }
    }
}
