package io.celesteos.bench.load.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.celesteos.bench.load.stream.StreamFindings.Memory;
import io.celesteos.bench.load.stream.StreamFindings.Spread;
import io.celesteos.bench.report.Budget;
import io.celesteos.bench.report.Machine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamReportTests {

    private static final StreamPlan PLAN = new StreamPlan(
            2_000,
            200,
            Duration.ofSeconds(2),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            192,
            StreamPlan.Collector.SERIAL,
            List.of(),
            Path.of("x.jar"),
            Path.of("."));

    private static StreamReport report(double proxiedP95, double peak, Map<Ending, Integer> endings, int lost) {
        return new StreamReport(
                Instant.EPOCH,
                "./celeste bench load stream",
                new Machine(2, "cpu", 1, "os", "java", 0),
                PLAN,
                new StreamFindings(
                        2_000,
                        1_000,
                        new Spread(60_000, 0.5, proxiedP95, 3, 9),
                        new Spread(6_000, 0.2, 0.4, 1, 5),
                        new Spread(10, 1, 2, 3, 4),
                        new Spread(10, 1, 2, 3, 4),
                        lost,
                        endings,
                        4.2,
                        new Memory(100, 300, peak),
                        null));
    }

    @Test
    void theOverheadIsWhatIsAddedToTheUpstreamsOwnTime() {
        StreamReport good = report(1.3, 380, Map.of(Ending.RETRYABLE, 2_000), 0);

        assertThat(good.findings().overhead(Spread::p95)).isEqualTo(0.9, offset(1e-9));
        assertThat(good.budgets()).allMatch(Budget::met);
        assertThat(good.good()).isTrue();
        assertThat(good.table())
                .contains("2,000 streams", "2,000 retryable", "0.900", "shutdown in 4.2 s")
                .doesNotContain("✗");
    }

    @Test
    void whatIsNotKeptIsMarked() {
        assertThat(report(1.5, 380, Map.of(Ending.RETRYABLE, 2_000), 0).budgets())
                .extracting(Budget::met)
                .containsExactly(false, true, true, true);
        assertThat(report(1.3, 390, Map.of(Ending.RETRYABLE, 2_000), 0).budgets())
                .extracting(Budget::met)
                .containsExactly(true, false, true, true);
        StreamReport lost = report(1.3, 380, Map.of(Ending.RETRYABLE, 1_999, Ending.LOST, 1), 1);
        assertThat(lost.budgets()).extracting(Budget::met).containsExactly(true, true, false, false);
        assertThat(lost.good()).isFalse();
        assertThat(lost.table()).contains("✗");
    }

    @Test
    void theJsonSaysWhatWasMeasuredAndHow() {
        JsonNode json = JsonMapper.shared()
                .readTree(report(1.3, 380, Map.of(Ending.RETRYABLE, 2_000), 0).json());

        assertThat(json.at("/findings/proxied/p95").asDouble()).isEqualTo(1.3);
        assertThat(json.at("/findings/endings/RETRYABLE").asInt()).isEqualTo(2_000);
        assertThat(json.at("/budgets/0/met").asBoolean()).isTrue();
        assertThat(json.at("/interval_ms").asInt()).isEqualTo(2_000);
    }

    @Test
    void thePlotIsWellFormedAndNamesBothSides() throws Exception {
        String svg = new StreamPlot(report(1.3, 380, Map.of(), 0).findings()).svg();

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg).contains("p95, directly", "p95, through the proxy", "+0.900 ms");
    }

    @Test
    void percentilesAreOfTheTimesInMilliseconds() {
        assertThat(Spread.of(LongStream.rangeClosed(1, 100).map(each -> each * 1_000_000)))
                .isEqualTo(new Spread(100, 50, 95, 99, 100));
        assertThat(Spread.of(LongStream.empty()).n()).isZero();
    }

    @Test
    void optionsOutOfBoundsAreNamed() {
        assertThat(PLAN.wrong()).isEmpty();
        assertThat(new StreamPlan(
                                0,
                                0,
                                Duration.ZERO,
                                Duration.ofHours(1),
                                Duration.ZERO,
                                Duration.ZERO,
                                1,
                                StreamPlan.Collector.G1,
                                List.of(),
                                Path.of("x.jar"),
                                Path.of("."))
                        .wrong())
                .hasSize(7)
                .first()
                .isEqualTo("--streams must be 1 to 20000, not 0");
    }
}
