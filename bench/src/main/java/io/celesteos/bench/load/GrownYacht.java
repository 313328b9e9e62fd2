package io.celesteos.bench.load;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.engine.BenchDatabase;
import io.celesteos.bench.report.Progress;
import io.celesteos.testbed.postgres.KeptPostgres;
import io.celesteos.testbed.server.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A yacht of many chunks, in a database and a folder for indexes of it. What was finished in a kept folder is not made
 * again; a step that was broken off leaves nothing behind and is repeated.
 */
final class GrownYacht implements AutoCloseable {

    private static final String ROWS = "rows";
    private static final String VECTORS = "vectors";
    private static final String GRAPH = "graph";

    private final GrownCorpus corpus;
    private final PrintStream out;
    private final Path folder;
    private final boolean keep;
    private final @Nullable FileChannel lock;
    private final @Nullable KeptPostgres server;
    private final BenchDatabase database;
    private Grown grown;

    private GrownYacht(GrownCorpus corpus, int chunks, LoadPlan plan, PrintStream out) throws IOException {
        this.corpus = corpus;
        this.out = out;
        this.keep = plan.keep();
        Grown wanted = Grown.nothing(chunks, plan.seed(), Grown.checksum(corpus));
        BenchDatabase.memory();
        if (keep) {
            folder = Files.createDirectories(plan.keptFolder().resolve(Integer.toString(chunks)));
            lock = lock(folder);
            grown = kept(wanted);
            try {
                server = KeptPostgres.open(folder.resolve("postgres"));
            } catch (RuntimeException failure) {
                lock.close();
                throw failure;
            }
            database = BenchDatabase.over(server.database("bench"));
        } else {
            DiskSpace.require(Path.of(System.getProperty("java.io.tmpdir")), chunks);
            folder = Files.createTempDirectory(plan.folder(), "load-");
            lock = null;
            grown = wanted;
            server = null;
            database = BenchDatabase.start();
        }
    }

    /** Makes what is missing of rows, vectors and graph. */
    static GrownYacht open(GrownCorpus corpus, int chunks, LoadPlan plan, PrintStream out)
            throws IOException, SQLException {
        Files.createDirectories(plan.folder());
        GrownYacht yacht = new GrownYacht(corpus, chunks, plan, out);
        try {
            if (!yacht.has(GRAPH)) {
                DiskSpace.require(plan.folder(), chunks);
            }
            yacht.store();
            return yacht;
        } catch (IOException | SQLException | RuntimeException failure) {
            yacht.close();
            throw failure;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException byThisProcess) {
            // As below.
        }
        channel.close();
        throw new IOException(
                folder + " is in use by another measurement: wait for its end, or name another folder (--out)");
    }

    private Grown kept(Grown wanted) throws IOException {
        Grown there = Grown.read(folder).orElse(wanted);
        if (there.isOf(wanted)) {
            return there;
        }
        out.println(folder + " was grown from other texts or another seed: growing anew");
        for (String part : new String[] {"postgres", "index-lucene", "index-pgvector", "raw-words", "raw-vectors"}) {
            Folders.delete(folder.resolve(part));
        }
        wanted.write(folder);
        return wanted;
    }

    private void store() throws IOException, SQLException {
        step(ROWS, "storing rows", 2L * chunks(), progress -> {
            database.store(corpus, chunks(), progress);
            return Double.NaN;
        });
        if (!has(GRAPH)) {
            double[] graph = new double[1];
            step(VECTORS, "storing vectors and building pgvector's graph", chunks(), progress -> {
                graph[0] = database.storeVectors(corpus, chunks(), progress);
                return Double.NaN;
            });
            finished(GRAPH, graph[0]);
        }
    }

    /** Work that is done at most once. */
    @FunctionalInterface
    interface Work {
        /** Returns the seconds it took where it knows better than the clock, else NaN. */
        double run(LongConsumer progress) throws IOException, SQLException;
    }

    void step(String name, String title, long total, Work work) throws IOException, SQLException {
        if (has(name)) {
            return;
        }
        long start = System.nanoTime();
        double own;
        try (Progress progress =
                Progress.of(out, String.format(Locale.ROOT, "%,d chunks: %s", chunks(), title), total)) {
            own = work.run(progress::at);
        }
        finished(name, Double.isNaN(own) ? (System.nanoTime() - start) / 1e9 : own);
    }

    /** Remembers that a step is done. */
    void finished(String name, double seconds) throws IOException {
        grown = grown.with(name, Math.round(seconds * 100) / 100.0);
        if (keep) {
            grown.write(folder);
        }
    }

    boolean has(String step) {
        return grown.seconds().containsKey(step);
    }

    /** Null where it is not done. */
    @Nullable
    Double seconds(String step) {
        return grown.seconds().get(step);
    }

    /** Rows with their words, of documents, chunks and stored vectors. */
    double rowSeconds() {
        return grown.seconds().getOrDefault(ROWS, 0.0);
    }

    double graphSeconds() {
        return grown.seconds().getOrDefault(GRAPH, 0.0);
    }

    int chunks() {
        return grown.chunks();
    }

    String checksum() {
        return grown.corpus();
    }

    BenchDatabase database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            if (lock != null) {
                lock.close();
            }
            if (!keep) {
                Folders.delete(folder);
            }
        }
    }
}
