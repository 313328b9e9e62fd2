package io.celesteos.bench.nlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The findings for the terminal, for a program and for the eye. */
record NlpReport(Findings findings) {

    private static final int WIDTH = 760;
    private static final int LEFT = 220;
    private static final int ROW = 40;

    String table() {
        StringBuilder table = new StringBuilder();
        if (!findings.starts().isEmpty()) {
            line(table, "%-30s %10s %14s %10s", "start", "ready ms", "1st request ms", "MB then");
            findings.starts()
                    .forEach((way, starts) -> line(
                            table,
                            "%-30s %10.0f %14.1f %10.0f",
                            way,
                            ready(starts),
                            first(starts),
                            Findings.median(starts.stream()
                                    .mapToDouble(Launch.Start::residentMegabytes)
                                    .toArray())));
        }
        line(
                table,
                "%-30s %7s %9s %9s %9s %9s %9s %7s",
                "ms",
                "n",
                "p50",
                "p95",
                "p99",
                "late p95",
                "a second",
                "failed");
        for (Load load : findings.loads()) {
            line(
                    table,
                    "%-30s %7d %9.2f %9.2f %9.2f %9.2f %9.0f %7d",
                    load.name(),
                    load.times().millis().length,
                    load.p50(),
                    load.p95(),
                    load.p99(),
                    load.late().percentile(95),
                    load.perSecond(),
                    load.times().failures());
        }
        if (findings.residentMegabytes() > 0) {
            line(table, "Resident after all of it: %.0f MB", findings.residentMegabytes());
        }
        for (Findings.Target target : findings.targets()) {
            line(
                    table,
                    "%s %-44s %9.2f (%s)",
                    target.met() ? "✓" : "✗",
                    target.what(),
                    target.measured(),
                    target.wanted());
        }
        line(table, "%s", findings.machine());
        return table.toString();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", findings.at().toString());
        report.put("command", findings.command());
        report.put("machine", findings.machine());
        report.put("targets", findings.targets());
        report.put("starts", findings.starts());
        List<Map<String, Object>> loads = new ArrayList<>();
        for (Load load : findings.loads()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("load", load.name());
            row.put("requests", load.times().millis().length);
            row.put("failures", load.times().failures());
            row.put("p50_ms", rounded(load.p50()));
            row.put("p95_ms", rounded(load.p95()));
            row.put("p99_ms", rounded(load.p99()));
            row.put("late_p95_ms", rounded(load.late().percentile(95)));
            row.put("per_second", rounded(load.perSecond()));
            loads.add(row);
        }
        report.put("loads", loads);
        report.put("resident_mb", rounded(findings.residentMegabytes()));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    /** Bars from nothing to p95, the median in them dark, on one scale; the hard text is told in words, being off it. */
    String svg() {
        List<Load> shown = findings.loads().stream()
                .filter(load ->
                        !load.name().equals(NlpBench.HARD) && load.times().millis().length > 0)
                .toList();
        double most = shown.stream().mapToDouble(Load::p95).max().orElse(1);
        double scale = (WIDTH - LEFT - 150) / most;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                        + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"16\" y=\"26\" font-size=\"15\">nlp-service: p50 (dark) and p95 (light), ms</text>%n"
                        + "<text x=\"16\" y=\"44\" fill=\"#555\">%s</text>%n",
                WIDTH,
                70 + ROW * shown.size(),
                findings.machine().toString().replace("&", "&amp;").replace("<", "&lt;")));
        int y = 60;
        for (Load load : shown) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"16\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\""
                            + " fill=\"#a9c8e8\"/><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\""
                            + " fill=\"#1f5f99\"/><text x=\"%.1f\" y=\"%d\">%.2f / %.2f, %.0f a second</text>%n",
                    y + 15,
                    load.name(),
                    LEFT,
                    y,
                    load.p95() * scale,
                    LEFT,
                    y,
                    load.p50() * scale,
                    Math.min(LEFT + load.p95() * scale + 8, WIDTH - 150.0),
                    y + 36,
                    load.p50(),
                    load.p95(),
                    load.perSecond()));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double ready(List<Launch.Start> starts) {
        return Findings.median(
                starts.stream().mapToDouble(Launch.Start::readyMillis).toArray());
    }

    private static double first(List<Launch.Start> starts) {
        return Findings.median(
                starts.stream().mapToDouble(Launch.Start::firstRequestMillis).toArray());
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1_000) / 1_000.0 : 0;
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
