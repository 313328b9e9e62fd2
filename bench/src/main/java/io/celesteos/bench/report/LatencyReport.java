package io.celesteos.bench.report;

import io.celesteos.bench.latency.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The same figures three times: for the terminal, for a program, for the eye. */
public record LatencyReport(Instant at, int callers, String command, List<Times> times) {

    private static final int WIDTH = 720;
    private static final int ROW = 46;

    public LatencyReport {
        times = List.copyOf(times);
    }

    /** Medians, p95, p99 and the ratio of the median to the floor's (the first probe). */
    public String table() {
        double floor = times.getFirst().percentile(50);
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%-28s %7s %9s %9s %9s %8s %7s%n", "ms", "n", "p50", "p95", "p99", "x floor", "failed"));
        for (Times t : times) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-28s %7d %9.2f %9.2f %9.2f %8.1f %7d%n",
                    t.probe(),
                    t.millis().length,
                    t.percentile(50),
                    t.percentile(95),
                    t.percentile(99),
                    t.percentile(50) / floor,
                    t.failures()));
        }
        return table.toString();
    }

    public String json() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Times t : times) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("probe", t.probe());
            row.put("requests", t.millis().length);
            row.put("failures", t.failures());
            row.put("p50_ms", round(t.percentile(50)));
            row.put("p95_ms", round(t.percentile(95)));
            row.put("p99_ms", round(t.percentile(99)));
            rows.add(row);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("callers", callers);
        report.put("machine", machine());
        report.put("probes", rows);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    /** Bars from the median to p95 on one scale, p99 as a tick: SVG without scripts or fonts from elsewhere. */
    public String svg() {
        double most = times.stream()
                .mapToDouble(t -> t.percentile(99))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        int left = 190;
        double scale = (WIDTH - left - 90) / most;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                        + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"16\" y=\"26\" font-size=\"15\">Latency, %d callers: p50 (dark), p95 (light),"
                        + " p99 (tick), ms</text>%n",
                WIDTH,
                60 + ROW * times.size(),
                callers));
        for (int i = 0; i < times.size(); i++) {
            Times t = times.get(i);
            if (t.millis().length == 0) {
                continue;
            }
            int y = 48 + ROW * i;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"16\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\""
                            + " fill=\"#a9c8e8\"/><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\""
                            + " fill=\"#1f5f99\"/><rect x=\"%.1f\" y=\"%d\" width=\"2\" height=\"20\""
                            + " fill=\"#b3261e\"/><text x=\"%.1f\" y=\"%d\">%.1f / %.1f / %.1f</text>%n",
                    y + 15,
                    t.probe().replace("&", "&amp;").replace("<", "&lt;"),
                    left,
                    y,
                    t.percentile(95) * scale,
                    left,
                    y,
                    t.percentile(50) * scale,
                    left + t.percentile(99) * scale,
                    y,
                    Math.min(left + t.percentile(99) * scale + 8, WIDTH - 130.0),
                    y + 36,
                    t.percentile(50),
                    t.percentile(95),
                    t.percentile(99)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version().feature();
    }

    private static @Nullable Double round(double millis) {
        return Double.isFinite(millis) ? Math.round(millis * 100) / 100.0 : null;
    }
}
