package io.celesteos.bench.load.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.bench.load.stream.StreamFindings.Spread;
import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The findings for the terminal, with picocli's markup for colours, and for a program. */
record StreamReport(Instant at, String command, Machine machine, StreamPlan plan, StreamFindings findings) {

    static final double MOST_OVERHEAD_MS = 1;
    static final double MOST_MEGABYTES = 384;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "@|bold %,d streams|@ through the proxy, %,d beside it, an event every %d ms each: %,.0f events/s",
                findings.streams(),
                plan.direct(),
                plan.interval().toMillis(),
                findings.eventsPerSecond());
        line(
                table,
                "%-44s %8s %8s %8s %8s %9s",
                "ms, from the upstream's write to the read",
                "p50",
                "p95",
                "p99",
                "max",
                "events");
        row(table, "answer, through the proxy", findings.proxied());
        row(table, "answer, directly from the model", findings.direct());
        row(table, "hits, through the proxy, while opening", findings.hits());
        row(table, "request to first event, while opening", findings.firstEvent());
        line(
                table,
                "%-44s %8.3f %8.3f %8.3f",
                "the proxy adds",
                findings.overhead(Spread::p50),
                findings.overhead(Spread::p95),
                findings.overhead(Spread::p99));
        for (Budget budget : budgets()) {
            line(
                    table,
                    "  %s %-40s %10.2f %s, below %.0f",
                    budget.met() ? "@|green ✓|@" : "@|red ✗|@",
                    budget.what(),
                    budget.measured(),
                    budget.unit(),
                    budget.below());
        }
        line(
                table,
                "  memory: %.0f MB before the first stream, %.0f with all open, at most %.0f",
                findings.memory().idle(),
                findings.memory().open(),
                findings.memory().peak());
        line(
                table,
                "  shutdown in %.1f s with %,d streams open: %s",
                findings.shutdownSeconds(),
                findings.streams(),
                findings.endings().entrySet().stream()
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%,d %s",
                                each.getValue(),
                                each.getKey().name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", ")));
        if (findings.proxied().n() == 0) {
            line(table, "@|red ✗ No event of the language model came through the proxy.|@");
        }
        if (findings.failure() != null) {
            line(table, "  one that ended otherwise: %s", findings.failure().replace("@|", "@ |"));
        }
        line(table, "%s", machine);
        return table.toString();
    }

    /** Whether every stream began, stayed and was told of its end. */
    boolean good() {
        return findings.streams() == plan.streams()
                && findings.lostWhileOpen() == 0
                && findings.toldToComeBack()
                && findings.proxied().n() > 0;
    }

    List<Budget> budgets() {
        return List.of(
                new Budget("overhead an event, p95", findings.overhead(Spread::p95), MOST_OVERHEAD_MS, "ms"),
                new Budget("resident memory", findings.memory().peak(), MOST_MEGABYTES, "MB"),
                new Budget("streams lost before the end", findings.lostWhileOpen(), 1, ""),
                new Budget("streams lost at the end", lostAtTheEnd(), 1, ""));
    }

    private int lostAtTheEnd() {
        return findings.endings().entrySet().stream()
                .filter(each -> each.getKey() != Ending.RETRYABLE && each.getKey() != Ending.COMPLETE)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", machine.toString());
        report.put("direct_streams", plan.direct());
        report.put("interval_ms", plan.interval().toMillis());
        report.put("seconds", plan.hold().toSeconds());
        report.put("heap_mb", plan.heapMegabytes());
        report.put("collector", plan.collector());
        report.put("budgets", budgets());
        report.put("findings", findings);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    /** A limit, and what came out. */
    record Budget(String what, double measured, double below, String unit) {
        @JsonProperty("met")
        public boolean met() {
            return measured < below;
        }
    }

    private static void row(StringBuilder table, String what, Spread spread) {
        line(
                table,
                "%-44s %8.3f %8.3f %8.3f %8.1f %,9d",
                what,
                spread.p50(),
                spread.p95(),
                spread.p99(),
                spread.most(),
                spread.n());
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
