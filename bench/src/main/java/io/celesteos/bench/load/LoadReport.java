package io.celesteos.bench.load;

import io.celesteos.bench.report.Budget;
import io.celesteos.bench.report.Machine;
import io.celesteos.bench.report.Table;
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
        Table table = new Table();
        for (Finding finding : findings) {
            speeds(table, finding);
            stages(table, finding);
            footprint(table, finding);
        }
        budgets(table);
        GrowthTable.of(findings).forEach(line -> table.line("%s", line));
        table.line("%s", machine);
        return table.toString();
    }

    private static void speeds(Table table, Finding finding) {
        table.line("");
        table.line("@|bold %s|@", finding.title());
        table.line(
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
            table.line("%s", row);
        }
        finding.speeds().stream()
                .filter(speed -> speed.failure() != null)
                .forEach(speed -> table.line("@|red ✗ %s: %s|@", speed.contender(), speed.failure()));
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

    private static void stages(Table table, Finding finding) {
        for (Speed speed : finding.speeds()) {
            if (!speed.stages().isEmpty()) {
                table.line(
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

    private static void footprint(Table table, Finding finding) {
        Footprint print = finding.footprint();
        table.line(
                "  index: %.1f s (%s chunks/s), %.0f MB on disk%s",
                print.loadSeconds(),
                rate(finding.chunks(), print.loadSeconds()),
                print.indexMegabytes(),
                print.reopenSeconds() == null
                        ? ""
                        : String.format(Locale.ROOT, "; after a restart there in %.2f s", print.reopenSeconds()));
        table.line(
                "  memory: %.0f MB resident, of them %.0f not mapped files; peak of this process %.0f",
                print.residentMegabytes(), print.anonymousMegabytes(), print.peakMegabytes());
        table.line(
                "  PostgreSQL: rows %.1f s (%s chunks/s), graph %.1f s, %.0f MB, of them pgvector %.0f",
                print.rowSeconds(),
                rate(finding.chunks(), print.rowSeconds()),
                print.graphSeconds(),
                print.databaseMegabytes(),
                print.graphMegabytes());
        Double vectors = print.rawVectorsSeconds();
        table.line(
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

    private void budgets(Table table) {
        table.line("");
        table.line("@|bold Budgets at %,d chunks|@", SearchBudget.CHUNKS);
        List<SearchBudget> budgets = SearchBudget.of(findings);
        if (budgets.isEmpty()) {
            table.line("  not measured: add --chunks %d", SearchBudget.CHUNKS);
        }
        table.budgets(budgets.stream().map(SearchBudget::named).toList());
        table.line("");
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", machine.toString());
        report.put(
                "budgets",
                SearchBudget.of(findings).stream().map(LoadReport::budget).toList());
        report.put("growth", GrowthTable.json(findings));
        report.put("findings", findings);
        return KeptFindings.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, @Nullable Object> budget(SearchBudget each) {
        Budget budget = each.budget();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("what", budget.what());
        row.put("backend", each.backend().title());
        row.put("below", budget.below());
        row.put("unit", budget.unit());
        row.put("measured", budget.measured());
        row.put("met", budget.met());
        return row;
    }
}
