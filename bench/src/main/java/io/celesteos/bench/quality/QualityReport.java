package io.celesteos.bench.quality;

import io.celesteos.bench.judged.Measures;
import io.celesteos.bench.judged.PairedGain;
import io.celesteos.bench.quality.SetResult.Comparison;
import io.celesteos.bench.report.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.json.JsonMapper;

/** The same figures for people, in a table, and for programs, as JSON. */
record QualityReport(Instant at, String command, Machine machine, List<SetResult> sets) {

    private static final double SURE = 0.05;

    private static final Map<String, ToDoubleFunction<Judged>> COLUMNS = columns();

    QualityReport {
        sets = List.copyOf(sets);
    }

    private static Map<String, ToDoubleFunction<Judged>> columns() {
        Map<String, ToDoubleFunction<Measures>> measures = new LinkedHashMap<>();
        measures.put("nDCG@10", Measures::ndcg10);
        measures.put("P@10", Measures::precision10);
        measures.put("R@10", Measures::recall10);
        measures.put("R@100", Measures::recall100);
        measures.put("MRR@10", Measures::mrr10);
        Map<String, ToDoubleFunction<Judged>> columns = new LinkedHashMap<>();
        columns.put("P@1", judged -> judged.firstIsBest() ? 1 : 0);
        columns.put("useful@1", judged -> judged.firstIsUseful() ? 1 : 0);
        measures.forEach((name, measure) -> columns.put(name, judged -> measure.applyAsDouble(judged.measures())));
        return columns;
    }

    /** Columns that say something of the set: one with grades has two first places, one asked shallowly no R@100. */
    private static List<String> columns(QuestionSet set) {
        return COLUMNS.keySet().stream()
                .filter(name -> set.aim() == QuestionSet.Aim.FIRST
                        ? !name.equals("R@100")
                        : !name.equals("P@1") && !name.equals("useful@1"))
                .toList();
    }

    String table(Ansi ansi) {
        StringBuilder table = new StringBuilder();
        for (SetResult result : sets) {
            QuestionSet set = result.set();
            List<String> columns = columns(set);
            table.append(ansi.string(String.format(
                    Locale.ROOT,
                    "%n@|bold %s %s|@: %d queries%n%-16s",
                    set.name(),
                    set.split(),
                    set.questions().size(),
                    "")));
            columns.forEach(column -> table.append(String.format(Locale.ROOT, "%10s", column)));
            result.kinds().forEach(kind -> table.append(String.format(Locale.ROOT, "%10s", kind)));
            for (SystemResult system : result.systems()) {
                table.append(String.format(Locale.ROOT, "%n%-16s", system.name()));
                columns.forEach(column -> table.append(
                        String.format(Locale.ROOT, "%10.4f", system.mean(COLUMNS.getOrDefault(column, judged -> 0)))));
                result.kinds().forEach(kind -> table.append(String.format(Locale.ROOT, "%10.3f", system.first(kind))));
                table.append(note(system));
            }
            table.append("%n".formatted());
            for (Comparison each : result.comparisons()) {
                table.append(ansi.string(line(set, each)));
            }
        }
        return table.toString();
    }

    private static String note(SystemResult system) {
        int all = system.judged().size();
        String reranked = system.name().endsWith("rerank") && system.reranked() < all
                ? "  (" + system.reranked() + " of " + all + " reranked)"
                : "";
        return reranked + (system.degraded() > 0 ? "  (" + system.degraded() + " degraded)" : "");
    }

    private static String line(QuestionSet set, Comparison each) {
        PairedGain gain = each.gain();
        String colour = gain.p() >= SURE ? "yellow" : gain.mean() > 0 ? "green" : "red";
        return String.format(
                Locale.ROOT,
                "  @|%s %s over %s: %+.4f %s [%+.4f, %+.4f], p %.4f|@%n",
                colour,
                each.after(),
                each.before(),
                gain.mean(),
                set.aim().title(),
                gain.low(),
                gain.high(),
                gain.p());
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", machine.toString());
        report.put("sets", sets.stream().map(QualityReport::set).toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> set(SetResult result) {
        List<Map<String, Object>> systems = new ArrayList<>();
        for (SystemResult system : result.systems()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("system", system.name());
            columns(result.set())
                    .forEach(column -> values.put(
                            column.toLowerCase(Locale.ROOT).replace('@', '_'),
                            round(system.mean(COLUMNS.getOrDefault(column, judged -> 0)))));
            if (!result.kinds().isEmpty()) {
                Map<String, Object> kinds = new LinkedHashMap<>();
                result.kinds().forEach(kind -> kinds.put(kind, round(system.first(kind))));
                values.put("p_1_by_kind", kinds);
            }
            values.put("reranked", system.reranked());
            values.put("degraded", system.degraded());
            systems.add(values);
        }
        List<Map<String, Object>> gains = new ArrayList<>();
        for (Comparison each : result.comparisons()) {
            Map<String, Object> gain = new LinkedHashMap<>();
            gain.put("of", each.after());
            gain.put("over", each.before());
            gain.put("in", result.set().aim().title());
            gain.put("mean", round(each.gain().mean()));
            gain.put(
                    "gain_95",
                    List.of(round(each.gain().low()), round(each.gain().high())));
            gain.put("p", round(each.gain().p()));
            gains.add(gain);
        }
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("set", result.set().name());
        set.put("split", result.set().split());
        set.put("queries", result.set().questions().size());
        set.put("systems", systems);
        set.put("gains", gains);
        return set;
    }

    private static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
