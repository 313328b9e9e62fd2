package io.celesteos.bench.load;

import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The findings for the terminal, with picocli's markup for colours, and for a program. */
record LoadReport(Instant at, String command, Machine machine, List<Finding> findings) {

    private static final double NEAR = 2;
    private static final double FAR = 5;

    LoadReport {
        findings = List.copyOf(findings);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        for (Finding finding : findings) {
            speeds(table, finding);
            stages(table, finding);
            footprint(table, finding);
        }
        budgets(table);
        GrowthTable.of(findings).forEach(line -> line(table, "%s", line));
        line(table, "%s", machine);
        return table.toString();
    }

    private static void speeds(StringBuilder table, Finding finding) {
        line(table, "");
        line(table, "@|bold %s|@", finding.title());
        line(
                table,
                "%-20s %8s %8s %8s  %8s %8s %8s  %7s  %11s %8s %6s",
                "ms, one at a time",
                "p50",
                "p95",
                "p99",
                "branch",
                "p95",
                "p99",
                "x raw",
                finding.callers() + " at once/s",
                "p95 ms",
                "failed");
        for (Speed speed : finding.speeds()) {
            String row = String.format(
                    Locale.ROOT,
                    "%s %s  %s  %s  %11.0f %s %6d",
                    name(speed),
                    cells(speed.single()),
                    cells(speed.own()),
                    ratio(finding, speed),
                    speed.perSecond(),
                    cell(speed.busy() == null ? null : speed.busy().p95()),
                    speed.failures());
            line(table, "%s", row);
        }
        finding.speeds().stream()
                .filter(speed -> speed.failure() != null)
                .forEach(speed -> line(table, "@|red ✗ %s: %s|@", speed.contender(), speed.failure()));
    }

    /** Bold by itself: picocli's markup does not nest, and the row has a colour in it. */
    private static String name(Speed speed) {
        return String.format(speed.raw() || speed.kind() == Kind.FLOOR ? "%-20s" : "@|bold %-20s|@", speed.contender());
    }

    private static String ratio(Finding finding, Speed speed) {
        Double ratio = finding.ratio(speed);
        if (ratio == null) {
            return String.format("%7s", "");
        }
        String colour = ratio <= NEAR ? "green" : ratio <= FAR ? "yellow" : "red";
        return String.format(Locale.ROOT, speed.raw() ? "%7.2f" : "@|" + colour + " %7.2f|@", ratio);
    }

    private static String cells(@Nullable Percentiles times) {
        return times == null
                ? String.format("%8s %8s %8s", "", "", "")
                : cell(times.p50()) + " " + cell(times.p95()) + " " + cell(times.p99());
    }

    private static String cell(@Nullable Double millis) {
        return millis == null ? String.format("%8s", "") : String.format(Locale.ROOT, "%8.2f", millis);
    }

    private static void stages(StringBuilder table, Finding finding) {
        for (Speed speed : finding.speeds()) {
            if (!speed.stages().isEmpty()) {
                line(
                        table,
                        "  %s spends (median ms): %s%s",
                        speed.contender(),
                        speed.stages().entrySet().stream()
                                .map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
                                .collect(Collectors.joining(", ")),
                        left(finding.elsewhere(speed)));
            }
        }
    }

    private static String left(@Nullable Double millis) {
        return millis == null ? "" : String.format(Locale.ROOT, "; beside these and the floor %.2f", millis);
    }

    private static void footprint(StringBuilder table, Finding finding) {
        Footprint print = finding.footprint();
        line(
                table,
                "  index: %.1f s (%s chunks/s), %.0f MB on disk%s",
                print.loadSeconds(),
                rate(finding.chunks(), print.loadSeconds()),
                print.indexMegabytes(),
                print.reopenSeconds() == null
                        ? ""
                        : String.format(Locale.ROOT, "; after a restart there in %.2f s", print.reopenSeconds()));
        line(
                table,
                "  memory: %.0f MB resident, of them %.0f not mapped files; peak of this process %.0f",
                print.residentMegabytes(),
                print.anonymousMegabytes(),
                print.peakMegabytes());
        line(
                table,
                "  PostgreSQL: rows %.1f s (%s chunks/s), graph %.1f s, %.0f MB, of them pgvector %.0f",
                print.rowSeconds(),
                rate(finding.chunks(), print.rowSeconds()),
                print.graphSeconds(),
                print.databaseMegabytes(),
                print.graphMegabytes());
        Double vectors = print.rawVectorsSeconds();
        line(
                table,
                "  raw Lucene: words %.1f s (%s chunks/s), %.0f MB%s",
                print.rawWordsSeconds(),
                rate(finding.chunks(), print.rawWordsSeconds()),
                print.rawWordsMegabytes(),
                vectors == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "; HNSW %.1f s (%s chunks/s)", vectors, rate(finding.chunks(), vectors)));
    }

    private static String rate(int chunks, double seconds) {
        return seconds > 0 ? String.format(Locale.ROOT, "%,.0f", chunks / seconds) : "?";
    }

    private void budgets(StringBuilder table) {
        line(table, "");
        line(table, "@|bold Budgets at %,d chunks|@", Budget.CHUNKS);
        List<Budget> budgets = Budget.of(findings);
        if (budgets.isEmpty()) {
            line(table, "  not measured: add --chunks %d", Budget.CHUNKS);
        }
        for (Budget budget : budgets) {
            String measured = budget.measured() == null
                    ? "nothing answered"
                    : String.format(Locale.ROOT, "%.2f %s", budget.measured(), budget.unit());
            line(
                    table,
                    budget.met() ? "@|green   ✓ %s, %s: %s < %.0f|@" : "@|red   ✗ %s, %s: %s, not < %.0f|@",
                    budget.what(),
                    budget.backend().title(),
                    measured,
                    budget.limit());
        }
        line(table, "");
    }

    private static void line(StringBuilder table, String format, @Nullable Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", machine.toString());
        report.put(
                "budgets", Budget.of(findings).stream().map(LoadReport::budget).toList());
        report.put("growth", GrowthTable.json(findings));
        report.put("findings", findings);
        return KeptFindings.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, @Nullable Object> budget(Budget budget) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("what", budget.what());
        row.put("backend", budget.backend().title());
        row.put("below", budget.limit());
        row.put("unit", budget.unit());
        row.put("measured", budget.measured());
        row.put("met", budget.met());
        return row;
    }
}
