package io.celesteos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.bench.report.Budget;
import io.celesteos.bench.report.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadReportTests {

    private final Finding small = Findings.of(10_000, Backend.LUCENE, 1);
    private final Finding large = Findings.of(100_000, Backend.LUCENE, 4);
    private final Finding other = Findings.of(100_000, Backend.PGVECTOR, 20);

    @TempDir
    private Path folder;

    @Test
    void theRatioIsToTheSameSearchInTheSameHome() {
        assertThat(ratio(large, "service bm25")).isEqualTo(4);
        assertThat(ratio(large, "service vector")).as("raw Lucene").isEqualTo(4);
        assertThat(ratio(other, "service vector")).as("raw pgvector").isEqualTo(2);
        assertThat(ratio(large, "service hybrid"))
                .as("one raw search after the other")
                .isEqualTo(2);
        assertThat(ratio(large, "raw SQL ts_rank")).isEqualTo(40);
        assertThat(ratio(large, "floor: GET /health")).isNull();
    }

    @Test
    void whatNoStageNamesIsLeftOver() {
        Speed hybrid = new Speed(
                "service hybrid",
                Kind.HYBRID,
                false,
                new Percentiles(1, 10, 10, 10),
                null,
                Map.of("bm25", 2.0, "vector", 4.0, "fuse", 1.0),
                null,
                0,
                0,
                null);

        assertThat(large.elsewhere(hybrid))
                .as("10 - 0.5 - 4 - 1: branches at once")
                .isEqualTo(4.5);
        assertThat(large.elsewhere(Findings.speed("raw", Kind.WORDS, true, 3))).isNull();
    }

    @Test
    void budgetsAreJudgedAtTheirSizeByTheirPercentile() {
        assertThat(SearchBudget.of(List.of(small))).isEmpty();
        assertThat(budgets(small, large))
                .extracting(Budget::measured)
                .as("p99 and p99 of the branches, p95 of the whole, memory")
                .containsExactly(6.0, 6.0, 8.0, 400.0);
        assertThat(budgets(large)).extracting(Budget::met).containsExactly(false, true, true, true);
        assertThat(budgets(other)).extracting(Budget::met).containsExactly(false, false, false, true);
    }

    @Test
    void theTableSaysEverythingOnce() {
        String table = report(small, large, other).table();

        assertThat(table)
                .contains("10,000 chunks, lucene", "100,000 chunks, lucene", "100,000 chunks, pgvector")
                .contains("✗ BM25 branch, p99, lucene: 6.00 ms, not < 3")
                .contains("✓ vector branch, p99, lucene: 6.00 ms < 8")
                .contains("✗ hybrid without rerank, HTTP to HTTP, p95, pgvector: 40.00 ms, not < 25")
                .contains("✓ resident memory, lucene: 400.00 MB < 1024")
                .contains("index: 100.0 s (1,000 chunks/s), 200 MB on disk; after a restart there in 0.50 s")
                .contains("service bm25, p50", "10,000: 1.00 → 100,000: 4.00 ms, chunks^0.60")
                .contains("10,000: 310.00 → 100,000: 400.00 MB, 1,000 MB a million");
        assertThat(table.lines().filter(line -> line.startsWith("  pgvector")))
                .as("one size does not grow")
                .isEmpty();
    }

    @Test
    void failuresAreNamed() {
        Speed failed = new Speed("service bm25", Kind.WORDS, false, null, null, Map.of(), null, 0, 7, "status 503");
        Finding finding = new Finding(
                Instant.EPOCH,
                "",
                "",
                1,
                "abc",
                SearchBudget.CHUNKS,
                Backend.LUCENE,
                1,
                1,
                List.of(failed),
                large.footprint());

        assertThat(report(finding).table())
                .contains("✗ service bm25: status 503")
                .contains("✗ BM25 branch, p99, lucene: nothing answered");
        assertThat(finding.ratio(failed)).isNull();
    }

    @Test
    void jsonHasTheSameFigures() {
        JsonNode json = JsonMapper.shared().readTree(report(small, large).json());

        assertThat(json.at("/findings/1/speeds/1/own/p99").asDouble()).isEqualTo(6);
        assertThat(json.at("/findings/0/footprint/index_megabytes").asDouble()).isEqualTo(20);
        assertThat(json.at("/budgets/0/met").asBoolean(true)).isFalse();
        assertThat(json.at("/growth/0/values/100000").asDouble()).isEqualTo(4);
        assertThat(json.at("/growth/0/exponent").asDouble()).isCloseTo(0.602, within(1e-9));
    }

    @Test
    void thePlotHasAPanelForEachHomeAndAPointForEachFigure() {
        String svg = new LoadPlot(List.of(small, large, other)).svg();

        assertThat(svg).startsWith("<svg").contains("lucene vectors", "pgvector vectors", "raw SQL ts_rank");
        assertThat(svg.split("<circle", -1)).hasSize(1 + 3 * 8);
        assertThat(svg).doesNotContain("NaN", "Infinity");
    }

    @Test
    void findingsOfOtherSizesAreKeptAndThoseOfAnotherCorpusLeftOut() throws Exception {
        KeptFindings kept = new KeptFindings(folder);
        kept.add(small);
        kept.add(Findings.of(100_000, Backend.LUCENE, 99));
        Files.writeString(folder.resolve("finding-7-lucene.json"), "{");

        assertThat(kept.with(List.of(large))).as("read as written, by size").containsExactly(small, large);
        Finding elsewhere =
                new Finding(Instant.EPOCH, "", "", 2, "abc", 5, Backend.LUCENE, 1, 1, List.of(), small.footprint());
        assertThat(kept.with(List.of(elsewhere))).containsExactly(elsewhere);
    }

    private static Double ratio(Finding finding, String contender) {
        return finding.ratio(finding.speeds().stream()
                .filter(each -> each.contender().equals(contender))
                .findFirst()
                .orElseThrow());
    }

    private static List<Budget> budgets(Finding... findings) {
        return SearchBudget.of(List.of(findings)).stream()
                .map(SearchBudget::budget)
                .toList();
    }

    private static LoadReport report(Finding... findings) {
        return new LoadReport(Instant.EPOCH, "./celeste bench load search", Machine.here(), List.of(findings));
    }
}
