package io.celesteos.bench.ingest;

import io.celesteos.bench.process.KeepAlive;
import io.celesteos.bench.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Each part: made, sent, followed until its last vector is stored; then the floor under the same passages. */
record IngestBench(IngestPlan plan, IngestStack stack, Path demo, Path folder, PrintStream out) {

    private static final int WARM_UP_FILES = 60;
    private static final int WARM_UP_WORDS = 300;

    /** Enough that one request waits while another is computed. */
    private static final int FLOOR_CALLERS = 3;

    /** What a model reads of a chunk, as the search-engine puts it together. */
    private static final String PASSAGES = """
            select coalesce(nullif(metadata ->> 'title', '') || E'\\n', '')
                || case when coalesce(metadata ->> 'section', '') = ''
                        or starts_with(content, metadata ->> 'section') then ''
                    else (metadata ->> 'section') || E'\\n' end
                || content
            from document_chunks where document_id = any(?::uuid[]) order by document_id, chunk_index""";

    record Measured(List<PartResult> parts, List<MemoryTrace.Reading> memory) {}

    Measured run() throws IOException, InterruptedException, SQLException {
        List<PartResult> results = new ArrayList<>();
        try (Connection owner = stack.database().connect();
                MemoryTrace memory = new MemoryTrace(stack.enginePid());
                Uploads uploads =
                        new Uploads(stack.engineUrl(), stack.database().yacht().toString(), plan.uploads())) {
            warmUp(uploads);
            for (int round = 1; round <= plan.rounds(); round++) {
                Path files = folder.resolve("round-" + round);
                delete(files);
                MadeFiles made = new MadeFiles(files, texts(round));
                if (plan.documents() > 0) {
                    results.add(measure(made.documents(plan.documents()), round, uploads, memory, owner));
                }
                if (plan.pages() > 0) {
                    results.add(measure(made.pdf(plan.pages()), round, uploads, memory, owner));
                }
                if (plan.files() > 0) {
                    results.add(measure(made.folder(plan.files(), plan.words()), round, uploads, memory, owner));
                }
                delete(files);
            }
            return new Measured(results, memory.readings());
        }
    }

    private MadeTexts texts(int round) throws IOException {
        return MadeTexts.of(demo, new Random(plan.seed() + 1_000L * round));
    }

    /** A service that has just started compiles its code; one at work does not. */
    private void warmUp(Uploads uploads) throws IOException, InterruptedException {
        out.println("Warming up ...");
        Path files = folder.resolve("warm-up");
        delete(files);
        Part part = new MadeFiles(files, texts(-1)).folder(WARM_UP_FILES, WARM_UP_WORDS);
        uploads.await(uploads.send(part.files(), sent -> {}).jobs());
        uploads.await(uploads.send(new MadeFiles(files, texts(-2)).pdf(20).files(), sent -> {})
                .jobs());
        delete(files);
    }

    private PartResult measure(Part part, int round, Uploads uploads, MemoryTrace memory, Connection owner)
            throws IOException, InterruptedException, SQLException {
        CpuTimes before = cpu(owner);
        memory.begin(part.name());
        long start = System.nanoTime();
        Uploads.Sent sent;
        try (Progress progress =
                Progress.of(out, part.name() + ", files sent", part.files().size())) {
            sent = uploads.send(part.files(), progress::at);
        }
        uploads.await(sent.jobs());
        double seconds = (System.nanoTime() - start) / 1e9;
        memory.end();
        CpuTimes cpu = cpu(owner).since(before);
        stack.pauseEngine();
        try {
            List<String> passages = passages(owner, sent.documents());
            EmbeddingFloor.Speed floor = floor(passages);
            PartResult result = new PartResult(
                    part.name(),
                    round,
                    part.files().size(),
                    part.pages(),
                    bytes(part),
                    passages.size(),
                    sent.seconds(),
                    seconds,
                    floor,
                    cpu);
            out.println(IngestReport.line(result));
            return result;
        } finally {
            stack.resumeEngine();
        }
    }

    private CpuTimes cpu(Connection owner) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("select pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return CpuTimes.of(stack.enginePid(), stack.embeddingPid(), row.getLong(1));
        }
    }

    /** What was under way when the search-engine was halted is waited for by a batch that does not count. */
    private EmbeddingFloor.Speed floor(List<String> passages) throws IOException, InterruptedException {
        EmbeddingFloor floor = new EmbeddingFloor(new KeepAlive(stack.embeddingUrl()), plan.batch(), FLOOR_CALLERS);
        List<String> some = passages;
        if (plan.floor() > 0 && passages.size() > plan.floor()) {
            some = new ArrayList<>();
            for (int i = 0; i < plan.floor(); i++) {
                some.add(passages.get((int) ((long) i * passages.size() / plan.floor())));
            }
        }
        floor.measure(some.subList(0, Math.min(some.size(), 2 * plan.batch())));
        return floor.measure(some);
    }

    private static List<String> passages(Connection owner, List<String> documents) throws SQLException {
        List<String> passages = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(PASSAGES)) {
            Array ids = owner.createArrayOf("text", documents.toArray());
            statement.setArray(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    passages.add(row.getString(1));
                }
            }
        }
        if (passages.isEmpty()) {
            throw new SQLException("nothing was stored");
        }
        return passages;
    }

    private static long bytes(Part part) throws IOException {
        long bytes = 0;
        for (Path each : part.files()) {
            bytes += Files.size(each);
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
