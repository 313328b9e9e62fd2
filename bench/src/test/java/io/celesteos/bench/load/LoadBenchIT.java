package io.celesteos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.corpus.GrownCorpus;
import io.celesteos.bench.report.Machine;
import io.celesteos.testbed.server.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole measurement at a small size: a real search-engine, PostgreSQL with pgvector and raw Lucene. */
class LoadBenchIT {

    private static final int DIMENSIONS = 384;
    private static final Path ENGINE = Path.of("../search-engine/target/search-engine-0.1.0.jar");

    /** Not JUnit's: PostgreSQL's own user must be able to get there. */
    private final Path folder = Folders.temporary("celeste-load");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void removeFolder() {
        Folders.delete(folder);
    }

    @Test
    void everyContenderAnswersAndWhatIsKeptIsNotMadeAgain() throws Exception {
        List<Finding> first = bench().run(300, List.of(Backend.LUCENE));

        assertThat(first).singleElement().satisfies(LoadBenchIT::isWhole);
        assertThat(first.getFirst().speeds())
                .extracting(Speed::contender)
                .containsExactly(
                        "floor: GET /health",
                        "service bm25",
                        "service vector",
                        "service hybrid",
                        "raw Lucene BM25",
                        "raw Lucene BM25, 100",
                        "raw Lucene HNSW",
                        "raw Lucene HNSW, 100",
                        "raw SQL ts_rank",
                        "raw SQL pgvector");
        assertThat(first.getFirst().footprint().reopenSeconds()).isNull();

        said.reset();
        List<Finding> again = bench().run(300, List.of(Backend.LUCENE));

        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("storing", "builds its index");
        assertThat(again).singleElement().satisfies(LoadBenchIT::isWhole);
        assertThat(again.getFirst().footprint().reopenSeconds()).isNotNull();
        assertThat(again.getFirst().footprint().loadSeconds())
                .as("that of the run that built it")
                .isEqualTo(first.getFirst().footprint().loadSeconds());
        reportIsWhole(new LoadReport(Instant.EPOCH, "./celeste bench load search", Machine.here(), again));
    }

    private static void isWhole(Finding finding) {
        assertThat(finding.speeds()).allSatisfy(speed -> {
            assertThat(speed.failure()).isNull();
            assertThat(speed.failures()).isZero();
            assertThat(speed.single()).isNotNull().extracting(Percentiles::n).isEqualTo(5);
            assertThat(speed.busy()).isNotNull();
            assertThat(speed.perSecond()).isPositive();
        });
        assertThat(finding.service(Kind.WORDS).orElseThrow().own()).isNotNull();
        assertThat(finding.service(Kind.VECTORS).orElseThrow().own()).isNotNull();
        assertThat(finding.service(Kind.HYBRID).orElseThrow().stages()).containsKeys("bm25", "vector");
        Footprint print = finding.footprint();
        assertThat(print.rowSeconds()).isPositive();
        assertThat(print.loadSeconds()).isPositive();
        assertThat(print.indexMegabytes()).isPositive();
        assertThat(print.databaseMegabytes()).isGreaterThan(print.graphMegabytes());
    }

    private static void reportIsWhole(LoadReport report) {
        assertThat(report.table()).contains("300 chunks, lucene", "after a restart there in", "not measured");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.at("/findings/0/backend").asString()).isEqualTo("LUCENE");
        assertThat(json.at("/findings/0/speeds/3/stages/vector").asDouble()).isPositive();
    }

    private LoadBench bench() {
        Random random = new Random(7);
        List<String> texts = IntStream.range(0, 100)
                .mapToObj(n -> "first passage " + n + " half and second passage " + n + " half")
                .toList();
        LoadPlan plan = new LoadPlan(
                5, Duration.ofSeconds(20), Duration.ZERO, Duration.ofMillis(50), 2, 3, true, Map.of(), ENGINE, folder);
        List<float[]> vectors =
                Stream.generate(() -> unit(random)).limit(texts.size()).toList();
        return new LoadBench(
                plan,
                new GrownCorpus(plan.seed(), texts, vectors),
                List.of(new LoadQuery("first passage 7", unit(random)), new LoadQuery("half", unit(random))),
                "./celeste bench load search",
                Clock.systemUTC(),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static float[] unit(Random random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
