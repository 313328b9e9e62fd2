package io.celesteos.bench.ingest;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Resident memory over the time of ingesting, the parts side by side as they came, each with its ratio: SVG without
 * scripts or fonts from elsewhere.
 */
record IngestPlot(IngestFindings findings) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 80;
    private static final int BOTTOM = 50;
    private static final String[] SHADES = {"#eef4fa", "#f7f2ea", "#eef6f0"};

    String svg() {
        List<MemoryTrace.Reading> memory = findings.memory();
        double longest = Math.max(1, memory.isEmpty() ? 0 : memory.getLast().seconds());
        double most = Math.max(findings.peak(), findings.peakOfReaders());
        double step = most > 800 ? 200 : 100;
        most = Math.max(step, Math.ceil(most / step) * step);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"16\" y=\"24\" font-size=\"16\">Ingesting: resident memory, MB, over seconds; speed"
                        + " relative to the embedding-service alone</text>%n<text x=\"16\" y=\"44\" fill=\"#555\">%s"
                        + "</text>%n",
                WIDTH,
                HEIGHT,
                escaped(findings.machine().toString())));
        parts(svg, longest);
        for (double at = 0; at <= most; at += step) {
            double y = y(at, most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.0f</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y,
                    LEFT - 6,
                    y + 4,
                    at));
        }
        curve(svg, longest, most, MemoryTrace.Reading::resident, "#1f5f99", "search-engine", 0);
        curve(svg, longest, most, MemoryTrace.Reading::readers, "#d9b38c", "processes that read files", 1);
        return svg.append("</svg>\n").toString();
    }

    private void parts(StringBuilder svg, double longest) {
        double from = 0;
        for (int i = 0; i < findings.parts().size(); i++) {
            PartResult part = findings.parts().get(i);
            double x = x(from, longest);
            double width = x(Math.min(longest, from + part.seconds()), longest) - x;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s"
                            + "</text><text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
                    x,
                    TOP,
                    width,
                    HEIGHT - TOP - BOTTOM,
                    SHADES[i % SHADES.length],
                    x + 4,
                    TOP - 18,
                    width > 60 ? escaped(part.part()) : "",
                    x + 4,
                    TOP - 4,
                    part.ratio()));
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%.0f s</text>%n", x + 4, HEIGHT - BOTTOM + 16, from));
            from += part.seconds();
        }
    }

    private void curve(
            StringBuilder svg,
            double longest,
            double most,
            ToDoubleFunction<MemoryTrace.Reading> figure,
            String colour,
            String name,
            int place) {
        StringBuilder points = new StringBuilder();
        for (MemoryTrace.Reading each : findings.memory()) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(each.seconds(), longest), y(figure.applyAsDouble(each), most)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n<rect x=\"%d\" y=\"%d\""
                        + " width=\"12\" height=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                points.toString().strip(),
                colour,
                LEFT + 200 * place,
                HEIGHT - 18,
                colour,
                LEFT + 200 * place + 18,
                HEIGHT - 12,
                name));
    }

    private static double x(double seconds, double longest) {
        return LEFT + seconds / longest * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double megabytes, double most) {
        return HEIGHT - BOTTOM - megabytes / most * (HEIGHT - TOP - BOTTOM);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
