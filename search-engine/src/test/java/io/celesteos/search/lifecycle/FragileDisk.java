package io.celesteos.search.lifecycle;

import io.celesteos.search.lexical.LuceneIndexes.DirectoryOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/**
 * A machine that loses its power at its n-th disk operation: nothing after it happens, and what had not been
 * synced by then is, depending on n, lost, half written or there. Syncing itself is only remembered: it would take
 * most of the time.
 */
final class FragileDisk implements DirectoryOpener {

    private final int last;
    private final Set<Path> unsynced = ConcurrentHashMap.newKeySet();
    private final Deque<Path[]> renames = new ArrayDeque<>();
    private int operations;

    static FragileDisk thatLasts() {
        return new FragileDisk(Integer.MAX_VALUE);
    }

    FragileDisk(int last) {
        this.last = last;
    }

    /** An error and not an exception: a machine without power handles nothing. */
    static final class PowerFailure extends Error {
        private static final long serialVersionUID = 1L;
    }

    synchronized boolean dead() {
        return operations >= last;
    }

    private synchronized void operation() {
        if (operations >= last) {
            throw new PowerFailure();
        }
        operations++;
    }

    @Override
    public Directory open(Path folder) throws IOException {
        return new FilterDirectory(new MMapDirectory(folder)) {
            @Override
            public IndexOutput createOutput(String name, IOContext context) throws IOException {
                operation();
                unsynced.add(folder.resolve(name));
                return super.createOutput(name, context);
            }

            @Override
            public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
                operation();
                IndexOutput output = super.createTempOutput(prefix, suffix, context);
                unsynced.add(folder.resolve(output.getName()));
                return output;
            }

            @Override
            public void sync(Collection<String> names) {
                operation();
                names.forEach(name -> unsynced.remove(folder.resolve(name)));
            }

            @Override
            public void syncMetaData() {
                operation();
                synchronized (renames) {
                    renames.clear();
                }
            }

            @Override
            public void rename(String source, String dest) throws IOException {
                operation();
                super.rename(source, dest);
                synchronized (renames) {
                    renames.push(new Path[] {folder.resolve(source), folder.resolve(dest)});
                }
            }

            @Override
            public void deleteFile(String name) throws IOException {
                operation();
                super.deleteFile(name);
            }
        };
    }

    /** What lies on the disk when the power is back. */
    void copyRemains(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.getFileName().toString().endsWith(".lock")) {
                    Files.copy(file, copy);
                }
            }
            for (Path file : unsynced) {
                spoil(to.resolve(from.relativize(file).toString()));
            }
            if (last % 2 == 1) {
                for (Path[] rename : renames) {
                    Files.move(
                            to.resolve(from.relativize(rename[1]).toString()),
                            to.resolve(from.relativize(rename[0]).toString()));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void spoil(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        switch (last % 3) {
            case 0 -> Files.delete(file);
            case 1 -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
            default -> {}
        }
    }
}
