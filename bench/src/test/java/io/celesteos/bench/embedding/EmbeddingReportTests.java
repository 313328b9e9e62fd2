package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.embedding.Contender.Kind;
import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingReportTests {

    private static final Machine MACHINE = new Machine(2, "a <fast> one", 4_096, "Linux amd64", "some VM 25", 0.5);

    private static Findings findings(LiveQueries.@Nullable Result live, List<MemoryWatch.Reading> memory, int cached) {
        return new Findings(
                Instant.parse("2026-01-02T03:04:05Z"),
                "./celeste bench embedding",
                "bge-small-en-v1.5 int8",
                MACHINE,
                Map.of("node", "v20"),
                Map.of("ours", 0.0),
                1_234.0,
                List.of(
                        new Outcome(
                                Workload.SINGLE, List.of(series("raw", Kind.RAW, 4), series("ours", Kind.OURS, 4.5))),
                        new Outcome(
                                Workload.MIXED,
                                List.of(
                                        series("raw", Kind.RAW, 900),
                                        series("npm a", Kind.NODE, 5_000),
                                        series("npm b", Kind.NODE, 3_000),
                                        series("ours", Kind.OURS, 1_000)))),
                live,
                memory,
                cached);
    }

    private static Series series(String name, Kind kind, double millis) {
        return new Series(name, kind, List.of(millis, millis, millis));
    }

    @Test
    void targetsSayWhatWasMeasuredAndWhetherItIsEnough() {
        LiveQueries.Result live = new LiveQueries.Result(series("live", Kind.OURS, 30), 20);
        List<Target> targets = findings(live, List.of(new MemoryWatch.Reading("at start", 500)), 0)
                .targets();

        assertThat(targets).extracting(Target::measured).containsExactly(0.5, 0.9, 3.0, 30.0, 500.0);
        assertThat(targets)
                .as("single query, share of raw, times the faster npm package, live p95, memory")
                .extracting(Target::met)
                .containsExactly(true, false, false, false, true);
        assertThat(targets.get(2).what()).contains("npm b");
    }

    @Test
    void whatWasNotMeasuredIsNoTarget() {
        assertThat(findings(null, List.of(), 0).targets()).hasSize(3);
    }

    @Test
    void theTableShowsRatiosBeforeTimes() {
        String table = new EmbeddingReport(findings(null, List.of(), 0)).table();

        assertThat(table)
                .contains("x best raw    p50 ms")
                .containsPattern("ours +0\\.900 +1000\\.00")
                .contains("a <fast> one", "load 0.50", "node=v20", "1234 ms after the start")
                .doesNotContain("worthless");
    }

    @Test
    void answersFromTheCacheSpoilTheFigures() {
        assertThat(new EmbeddingReport(findings(null, List.of(), 3)).table()).contains("3 texts", "worthless");
    }

    @Test
    void jsonCarriesEveryFigure() {
        LiveQueries.Result live = new LiveQueries.Result(series("live", Kind.OURS, 30), 20);
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(new EmbeddingReport(findings(live, List.of(new MemoryWatch.Reading("at start", 500)), 0))
                        .json());

        JsonNode mixed = json.get("workloads").get(1);
        assertThat(mixed.get("workload").asString()).isEqualTo("100 texts of 25 to 400 tokens");
        assertThat(mixed.get("contenders")
                        .get(3)
                        .get("speed_relative_to_best_raw")
                        .asDouble())
                .isEqualTo(0.9);
        assertThat(json.get("queries_during_bulk").get("p95_ms").asDouble()).isEqualTo(30);
        assertThat(json.get("bulk_texts_per_second").asDouble()).isEqualTo(20);
        assertThat(json.get("resident_memory").get(0).get("megabytes").asInt()).isEqualTo(500);
        assertThat(json.get("machine").get("cores").asInt()).isEqualTo(2);
        assertThat(json.get("targets").get(1).get("met").asBoolean()).isFalse();
    }

    @Test
    void thePlotHasABarForEachContenderAndIsWellFormed() throws Exception {
        String svg = new EmbeddingPlot(findings(null, List.of(), 0)).svg();

        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(svg)));
        // One of them is the background.
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 + 4);
        assertThat(svg).contains("a &lt;fast> one");
    }
}
