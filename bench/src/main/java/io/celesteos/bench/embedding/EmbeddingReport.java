package io.celesteos.bench.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The findings for the terminal and for a program. Ratios come first: they outlast the machine. */
record EmbeddingReport(Findings findings) {

    /** With picocli's markup for colours. */
    String table() {
        StringBuilder table = new StringBuilder();
        for (Outcome outcome : findings.outcomes()) {
            append(table, outcome);
        }
        LiveQueries.Result live = findings.live();
        if (live != null) {
            line(table, "@|bold Queries during a bulk job|@");
            line(
                    table,
                    "  p50 %.2f ms, p95 %.2f ms, p99 %.2f ms; bulk beside them %.1f texts/s",
                    live.queries().percentile(50),
                    live.queries().percentile(95),
                    live.queries().percentile(99),
                    live.bulkTextsPerSecond());
        }
        if (!findings.memory().isEmpty()) {
            line(table, "@|bold Resident memory of the service|@");
            findings.memory().forEach(reading -> line(table, "  %-44s %6d MB", reading.when(), reading.megabytes()));
        }
        Double first = findings.firstEmbeddingMillis();
        if (first != null) {
            line(table, "First vector %.0f ms after the start of the service's process", first);
        }
        if (!findings.difference().isEmpty()) {
            line(table, "Largest difference to the raw vector of one text: %s", new TreeMap<>(findings.difference()));
        }
        line(table, "%s, %s", findings.machine(), new TreeMap<>(findings.software()));
        if (!findings.targets().isEmpty()) {
            appendTargets(table);
        }
        return table.toString();
    }

    private static void append(StringBuilder table, Outcome outcome) {
        Series best = outcome.bestRaw();
        line(table, "@|bold %s|@", outcome.workload().title());
        line(table, "  %-44s %10s %9s %9s %9s %4s", "", "x best raw", "p50 ms", "p95 ms", "p99 ms", "n");
        for (Series series : outcome.series()) {
            String row = String.format(
                    Locale.ROOT,
                    "%-44s %10.3f %9.2f %9.2f %9.2f %4d",
                    series.contender(),
                    series.speedRelativeTo(best),
                    series.percentile(50),
                    series.percentile(95),
                    series.percentile(99),
                    series.millis().size());
            line(table, "  %s", series.kind() == Contender.Kind.OURS ? "@|cyan " + row + "|@" : row);
        }
    }

    private void appendTargets(StringBuilder table) {
        line(table, "@|bold Targets|@");
        for (Target target : findings.targets()) {
            line(
                    table,
                    "  %s %-66s %9.2f %-2s (%s)",
                    target.met() ? "@|green ✓|@" : "@|red ✗|@",
                    target.what(),
                    target.measured(),
                    target.unit(),
                    target.wanted());
        }
        if (findings.cached() > 0) {
            line(
                    table,
                    "  @|red ✗|@ %d texts came from the service's cache: these figures are worthless",
                    findings.cached());
        }
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    String json() {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("at", findings.at().toString());
        report.put("command", findings.command());
        report.put("model", findings.model());
        report.put("machine", findings.machine());
        report.put("software", new TreeMap<>(findings.software()));
        report.put("targets", findings.targets());
        report.put(
                "workloads",
                findings.outcomes().stream().map(EmbeddingReport::workload).toList());
        LiveQueries.Result live = findings.live();
        if (live != null) {
            report.put("queries_during_bulk", times(live.queries()));
            report.put("bulk_texts_per_second", round(live.bulkTextsPerSecond()));
        }
        report.put("resident_memory", findings.memory());
        report.put("first_vector_ms", findings.firstEmbeddingMillis());
        report.put("largest_difference_to_raw", new TreeMap<>(findings.difference()));
        report.put("cached", findings.cached());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    private static Map<String, Object> workload(Outcome outcome) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Series series : outcome.series()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("contender", series.contender());
            row.put("speed_relative_to_best_raw", round(series.speedRelativeTo(outcome.bestRaw())));
            row.putAll(times(series));
            rows.add(row);
        }
        return Map.of("workload", outcome.workload().title(), "contenders", rows);
    }

    private static Map<String, @Nullable Object> times(Series series) {
        Map<String, @Nullable Object> times = new LinkedHashMap<>();
        times.put("rounds", series.millis().size());
        times.put("p50_ms", round(series.percentile(50)));
        times.put("p95_ms", round(series.percentile(95)));
        times.put("p99_ms", round(series.percentile(99)));
        return times;
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
