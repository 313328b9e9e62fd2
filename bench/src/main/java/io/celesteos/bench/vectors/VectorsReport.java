package io.celesteos.bench.vectors;

import io.celesteos.bench.latency.Times;
import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The figures for the terminal and the documents (a Markdown table), and for a program. */
record VectorsReport(
        Instant at,
        String command,
        long seed,
        int realPassages,
        int queries,
        int rounds,
        List<Measured> measured,
        List<Built> built) {

    VectorsReport {
        measured = List.copyOf(measured);
        built = List.copyOf(built);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                "| chunks | filter keeps | | recall@10 | fewest | p50 ms | p95 | p99 | branch p50 | p95 | p99 |\n");
        table.append("| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Measured each : measured) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %s | %.3f | %d | %s | %s |%n",
                    each.chunks(),
                    each.share().title(),
                    each.contender(),
                    each.recall(),
                    each.fewest(),
                    cells(each.whole()),
                    cells(each.own())));
        }
        table.append("\n| chunks | | seconds | for | MB of vectors | MB resident |\n");
        table.append("| ---: | --- | ---: | --- | ---: | ---: |\n");
        for (Built each : built) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %.1f | %s | %.0f | %s |%n",
                    each.chunks(),
                    each.contender(),
                    each.seconds(),
                    each.what(),
                    each.megabytes(),
                    each.resident() > 0 ? String.format(Locale.ROOT, "%.0f", each.resident()) : ""));
        }
        return table.toString();
    }

    private static String cells(Times times) {
        return times.millis().length == 0
                ? " | | "
                : String.format(
                        Locale.ROOT,
                        "%.2f | %.2f | %.2f",
                        times.percentile(50),
                        times.percentile(95),
                        times.percentile(99));
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", Machine.here().toString());
        report.put("seed", seed);
        report.put("real_passages", realPassages);
        report.put("queries", queries);
        report.put("rounds", rounds);
        List<Map<String, @Nullable Object>> searches = new ArrayList<>();
        for (Measured each : measured) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("chunks", each.chunks());
            row.put("filter_keeps", each.share().title());
            row.put("contender", each.contender());
            row.put("recall_at_10", rounded(each.recall()));
            row.put("fewest_results", each.fewest());
            percentiles(row, "ms", each.whole());
            percentiles(row, "branch_ms", each.own());
            searches.add(row);
        }
        report.put("searches", searches);
        report.put(
                "builds",
                built.stream()
                        .map(each -> Map.of(
                                "chunks", each.chunks(),
                                "contender", each.contender(),
                                "seconds", rounded(each.seconds()),
                                "what", each.what(),
                                "vectors_mb", rounded(each.megabytes()),
                                "resident_mb", rounded(each.resident())))
                        .toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static void percentiles(Map<String, @Nullable Object> row, String unit, Times times) {
        if (times.millis().length > 0) {
            for (int percent : List.of(50, 95, 99)) {
                row.put("p" + percent + "_" + unit, rounded(times.percentile(percent)));
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
