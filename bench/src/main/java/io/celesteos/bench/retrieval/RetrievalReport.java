package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.PairedGain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The same figures for people, as Markdown, and for programs, as JSON. */
record RetrievalReport(Instant at, String command, String model, List<SetResult> sets) {

    /** Rows of one set. */
    record SetResult(String set, String split, int queries, int passages, List<Row> rows) {}

    RetrievalReport {
        sets = List.copyOf(sets);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        for (SetResult result : sets) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n%s %s: %d queries, %d passages%n%n| | nDCG@10 | R@100 | MRR@10 | gain over fused [95 %%] | p |"
                            + " bytes a passage | ms a query |%n| --- | --- | --- | --- | --- | --- | --- | --- |%n",
                    result.set(),
                    result.split(),
                    result.queries(),
                    result.passages()));
            for (Row row : result.rows()) {
                PairedGain gain = row.gain();
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.4f | %.4f | %.4f | %s | %s | %s | %s |%n",
                        row.system(),
                        row.ndcg10(),
                        row.recall100(),
                        row.mrr10(),
                        gain == null
                                ? ""
                                : String.format(
                                        Locale.ROOT, "%+.4f [%+.4f, %+.4f]", gain.mean(), gain.low(), gain.high()),
                        gain == null ? "" : String.format(Locale.ROOT, "%.4f", gain.p()),
                        row.bytesPerPassage() == 0 ? "" : String.format(Locale.ROOT, "%,d", row.bytesPerPassage()),
                        row.millisPerQuery() == 0 ? "" : String.format(Locale.ROOT, "%.1f", row.millisPerQuery())));
            }
        }
        return table.toString();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("model", model);
        report.put("bm25", Map.of("k1", 0.9, "b", 0.4, "analyzer", "EnglishAnalyzer"));
        report.put("rrf_k", FirstStage.K);
        report.put("first_stage_depth", FirstStage.DEPTH);
        report.put("reranked", RetrievalRun.TOP);
        report.put("sets", sets.stream().map(RetrievalReport::set).toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> set(SetResult result) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("set", result.set());
        set.put("split", result.split());
        set.put("queries", result.queries());
        set.put("passages", result.passages());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Row row : result.rows()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("system", row.system());
            values.put("ndcg_10", round(row.ndcg10()));
            values.put("recall_100", round(row.recall100()));
            values.put("mrr_10", round(row.mrr10()));
            PairedGain gain = row.gain();
            if (gain != null) {
                values.put("gain", round(gain.mean()));
                values.put("gain_95", List.of(round(gain.low()), round(gain.high())));
                values.put("p", round(gain.p()));
            }
            if (row.bytesPerPassage() > 0) {
                values.put("bytes_per_passage", row.bytesPerPassage());
                values.put("maxsim_ms_per_query", Math.round(row.millisPerQuery() * 10) / 10.0);
            }
            rows.add(values);
        }
        set.put("systems", rows);
        return set;
    }

    private static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
