package io.celesteos.bench.load.stream;

import io.celesteos.bench.load.stream.StreamFindings.Spread;
import io.celesteos.bench.report.Budget;
import io.celesteos.bench.report.Machine;
import io.celesteos.bench.report.Table;
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
        Table table = new Table();
        table.line(
                "@|bold %,d streams|@ through the proxy, %,d beside it, an event every %d ms each: %,.0f events/s",
                findings.streams(), plan.direct(), plan.interval().toMillis(), findings.eventsPerSecond());
        table.line(
                "%-44s %8s %8s %8s %8s %9s",
                "ms, from the upstream's write to the read", "p50", "p95", "p99", "max", "events");
        row(table, "answer, through the proxy", findings.proxied());
        row(table, "answer, directly from the model", findings.direct());
        row(table, "hits, through the proxy, while opening", findings.hits());
        row(table, "request to first event, while opening", findings.firstEvent());
        table.line(
                "%-44s %8.3f %8.3f %8.3f",
                "the proxy adds",
                findings.overhead(Spread::p50),
                findings.overhead(Spread::p95),
                findings.overhead(Spread::p99));
        table.budgets(budgets());
        table.line(
                "  memory: %.0f MB before the first stream, %.0f with all open, at most %.0f",
                findings.memory().idle(),
                findings.memory().open(),
                findings.memory().peak());
        table.line(
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
            table.line("@|red ✗ No event of the language model came through the proxy.|@");
        }
        if (findings.failure() != null) {
            table.line("  one that ended otherwise: %s", findings.failure().replace("@|", "@ |"));
        }
        table.line("%s", machine);
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
                new Budget("streams lost before the end", (double) findings.lostWhileOpen(), 1, ""),
                new Budget("streams lost at the end", (double) lostAtTheEnd(), 1, ""));
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

    private static void row(Table table, String what, Spread spread) {
        table.line(
                "%-44s %8.3f %8.3f %8.3f %8.1f %,9d",
                what, spread.p50(), spread.p95(), spread.p99(), spread.most(), spread.n());
    }
}
