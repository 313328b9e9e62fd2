package io.celesteos.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IngestReportTests {

    /** Half, nine tenths and all of the floor's twenty passages a second. */
    private final List<PartResult> parts =
            List.of(part("PDF", 1, 20), part("PDF", 2, 10), part("PDF", 3, 11.111), part("documents", 1, 20));

    private static PartResult part(String name, int round, double seconds) {
        return new PartResult(
                name,
                round,
                name.equals("PDF") ? 1 : 50,
                name.equals("PDF") ? 100 : 0,
                1_000,
                200,
                1,
                seconds,
                new EmbeddingFloor.Speed(100, 20_000, 5),
                new CpuTimes(1, 2, 30, 4));
    }

    /** A minute of the PDF, in the second half of which the process has grown. */
    private static List<MemoryTrace.Reading> memory(double grownBy) {
        List<MemoryTrace.Reading> readings = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            readings.add(new MemoryTrace.Reading("PDF", i / 2.0, i < 20 ? 200 : i < 60 ? 400 : 400 + grownBy, 80));
        }
        return readings;
    }

    private IngestFindings findings(double grownBy) {
        return new IngestFindings(
                Instant.parse("2026-01-02T03:04:05Z"),
                "./celeste bench ingest --rounds 3",
                Machine.here(),
                new IngestPlan(50, 100, 0, 200, 3, 32, 2, 1_500, 1),
                parts,
                memory(grownBy));
    }

    @Test
    void theRatioIsThatOfPassagesASecondAndTheMedianOfTheRoundsCounts() {
        assertThat(parts)
                .extracting(PartResult::ratio)
                .satisfiesExactly(
                        half -> assertThat(half).isCloseTo(0.5, within(1e-9)),
                        all -> assertThat(all).isCloseTo(1, within(1e-9)),
                        most -> assertThat(most).isCloseTo(0.9, within(1e-3)),
                        other -> assertThat(other).isCloseTo(0.5, within(1e-9)));
        assertThat(findings(0).medians())
                .satisfiesExactly(
                        pdf -> {
                            assertThat(pdf.ratio()).isCloseTo(0.9, within(1e-3));
                            assertThat(pdf.tokensPerSecond()).isCloseTo(200 / 11.111 * 200, within(1.0));
                            assertThat(pdf.pagesPerSecond()).isCloseTo(9, within(0.01));
                        },
                        documents -> assertThat(documents.filesPerSecond()).isCloseTo(2.5, within(1e-9)));
    }

    @Test
    void memoryThatGrowsByMoreThanATenthIsNotConstant() {
        assertThat(findings(20).targets())
                .filteredOn(each -> each.what().contains("memory"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.measured()).isCloseTo(20, within(1e-9));
                    assertThat(each.met()).isTrue();
                });
        assertThat(findings(60).targets())
                .filteredOn(each -> each.what().contains("memory"))
                .singleElement()
                .satisfies(each -> assertThat(each.met()).isFalse());
    }

    @Test
    void aPartThatIsSoonOverSaysNothingOfMemory() {
        assertThat(MemoryTrace.growth(memory(0).subList(0, 3))).isEmpty();
        assertThat(findings(0).targets()).noneMatch(each -> each.what().startsWith("documents: growth"));
    }

    @Test
    void theSameFiguresAreToldToEverybody() {
        IngestReport report = new IngestReport(findings(0));

        assertThat(report.table()).contains("PDF", "documents", "✗ documents: of the embedding-service's own speed");
        assertThat(report.markdown())
                .contains(
                        "./celeste bench ingest --rounds 3",
                        "| documents | 1 | 20.0 | 10.0 | 20.0 | 2000 | 2.50 |  | 0.500 |")
                .contains("missed");
        JsonNode json = JsonMapper.builder().build().readTree(report.json());
        assertThat(json.at("/at").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/parts")).hasSize(4);
        assertThat(json.at("/parts/0/ratio").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/parts/0/cpu_s/database").asDouble()).isEqualTo(4);
        assertThat(json.at("/memory").size()).isBetween(60, 240);
        assertThat(new IngestPlot(findings(0)).svg())
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains("processes that read files", "polyline");
    }
}
