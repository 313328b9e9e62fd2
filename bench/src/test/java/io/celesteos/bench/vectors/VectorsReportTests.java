package io.celesteos.bench.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.latency.Times;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VectorsReportTests {

    @Test
    void theSameFiguresStandInTableAndJson() {
        Times whole = new Times("service", new double[] {1, 2, 3, 4}, 0);
        Times own = new Times("service", new double[] {0.5, 1, 1.5, 2}, 0);
        Times none = new Times("raw", new double[] {}, 0);
        VectorsReport report = new VectorsReport(
                Instant.EPOCH,
                "./celeste bench vectors",
                1,
                2,
                3,
                4,
                List.of(
                        new Measured(1000, Share.HUNDREDTH, "service", 0.98765, 10, whole, own),
                        new Measured(1000, Share.ALL, "raw", 1, 10, whole, none)),
                List.of(new Built(1000, "raw", 12.34, "index", 56.78, 0)));

        assertThat(report.table())
                .contains("| 1,000 | 1 % | service | 0.988 | 10 | 2.00 | 4.00 | 4.00 | 1.00 | 2.00 | 2.00 |")
                .contains("| 1,000 | raw | 12.3 | index | 57 |  |");
        JsonNode json = JsonMapper.shared().readTree(report.json());
        assertThat(json.at("/searches/0/recall_at_10").asDouble()).isEqualTo(0.988);
        assertThat(json.at("/searches/0/p95_branch_ms").asDouble()).isEqualTo(2);
        assertThat(json.at("/searches/1/p95_branch_ms").isMissingNode()).isTrue();
        assertThat(json.at("/builds/0/seconds").asDouble()).isEqualTo(12.34);
    }
}
