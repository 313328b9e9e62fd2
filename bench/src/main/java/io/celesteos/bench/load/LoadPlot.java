package io.celesteos.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How median times grow with the chunks, a panel for each home of vectors, both axes logarithmic: SVG without scripts or
 * fonts from elsewhere.
 */
record LoadPlot(List<Finding> findings) {

    private static final int PANEL = 460;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int TOP = 56;
    private static final int BOTTOM = 120;
    private static final int RIGHT = 20;
    private static final double LEAST_MS = 0.1;
    private static final String[] COLOURS = {
        "#1f5f99", "#2e8b57", "#b3261e", "#8fb8de", "#9bd0b4", "#d9b38c", "#a58ac9", "#777777"
    };

    LoadPlot {
        findings = List.copyOf(findings);
    }

    String svg() {
        List<Backend> homes =
                findings.stream().map(Finding::backend).distinct().sorted().toList();
        StringBuilder svg = new StringBuilder();
        for (int n = 0; n < homes.size(); n++) {
            Backend home = homes.get(n);
            panel(
                    svg,
                    n * PANEL,
                    home,
                    findings.stream().filter(each -> each.backend() == home).toList());
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                                + " sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\""
                                + " fill=\"#fff\"/>%n<text x=\"16\" y=\"24\" font-size=\"16\">Search by size: median"
                                + " ms, one call at a time</text>%n",
                        Math.max(1, homes.size()) * PANEL,
                        HEIGHT)
                + svg
                + "</svg>\n";
    }

    private void panel(StringBuilder svg, int x, Backend home, List<Finding> sizes) {
        double least = Math.log10(sizes.stream().mapToInt(Finding::chunks).min().orElse(1_000));
        double most = Math.log10(sizes.stream().mapToInt(Finding::chunks).max().orElse(1_000));
        // One size alone stands in the middle.
        Axis across = least == most
                ? new Axis(least - 1, most + 1, x + LEFT, x + PANEL - RIGHT)
                : new Axis(least, most, x + LEFT, x + PANEL - RIGHT);
        double highest = findings.stream()
                .flatMap(each -> each.speeds().stream())
                .mapToDouble(LoadPlot::median)
                .max()
                .orElse(1);
        Axis up = new Axis(Math.log10(LEAST_MS), Math.ceil(Math.log10(Math.max(1, highest))), HEIGHT - BOTTOM, TOP);
        text(svg, x + LEFT, TOP - 10, "start", home.title() + " vectors", " font-weight=\"600\"");
        for (double power = -1; power <= up.most; power++) {
            double y = up.at(Math.pow(10, power));
            line(svg, x + LEFT, y, x + PANEL - RIGHT, y, "#ddd");
            text(svg, x + LEFT - 6, y + 4, "end", power < 0 ? "0.1" : String.format("%.0f", Math.pow(10, power)), "");
        }
        for (Finding finding : sizes) {
            double at = across.at(finding.chunks());
            line(svg, at, TOP, at, HEIGHT - BOTTOM, "#eee");
            text(svg, at, HEIGHT - BOTTOM + 16, "middle", String.format(Locale.ROOT, "%,d", finding.chunks()), "");
        }
        curves(svg, x, sizes, across, up);
    }

    private static void curves(StringBuilder svg, int x, List<Finding> sizes, Axis across, Axis up) {
        Map<String, TreeMap<Integer, Double>> curves = new java.util.LinkedHashMap<>();
        for (Finding finding : sizes) {
            for (Speed speed : finding.speeds()) {
                double median = median(speed);
                if (median > 0) {
                    curves.computeIfAbsent(speed.contender(), name -> new TreeMap<>())
                            .put(finding.chunks(), Math.max(median, LEAST_MS));
                }
            }
        }
        int n = 0;
        for (Map.Entry<String, TreeMap<Integer, Double>> curve : curves.entrySet()) {
            String colour = COLOURS[n % COLOURS.length];
            StringBuilder points = new StringBuilder();
            curve.getValue().forEach((chunks, millis) -> {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across.at(chunks), up.at(millis)));
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                        across.at(chunks),
                        up.at(millis),
                        colour));
            });
            svg.append(String.format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points.toString().strip(), colour));
            int column = x + LEFT + n % 2 * (PANEL - LEFT - RIGHT) / 2;
            int row = HEIGHT - BOTTOM + 40 + n / 2 * 18;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
                    column,
                    row - 6,
                    colour));
            text(svg, column + 18, row, "start", curve.getKey(), "");
            n++;
        }
    }

    private static double median(Speed speed) {
        Percentiles single = speed.single();
        return single == null ? 0 : single.p50();
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text, String style) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n",
                x,
                y,
                anchor,
                style,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    /** From a logarithm to a place. */
    private record Axis(double least, double most, double from, double to) {
        double at(double value) {
            return from + (Math.log10(value) - least) / (most - least) * (to - from);
        }
    }
}
