package io.celesteos.bench.load.stream;

import io.celesteos.bench.load.stream.StreamFindings.Spread;
import java.util.List;
import java.util.Locale;

/** The percentiles with and without the proxy as bars: SVG without scripts or fonts from elsewhere. */
record StreamPlot(StreamFindings findings) {

    private static final int WIDTH = 760;
    private static final int LEFT = 260;
    private static final int ROW = 24;
    private static final int SCALE = 400;
    private static final int TOP = 56;

    String svg() {
        List<Bar> bars = List.of(
                new Bar("p50, directly", findings.direct().p50(), false),
                new Bar("p50, through the proxy", findings.proxied().p50(), true),
                new Bar("p95, directly", findings.direct().p95(), false),
                new Bar("p95, through the proxy", findings.proxied().p95(), true),
                new Bar("p99, directly", findings.direct().p99(), false),
                new Bar("p99, through the proxy", findings.proxied().p99(), true));
        double most =
                Math.max(0.001, bars.stream().mapToDouble(Bar::millis).max().orElse(1));
        StringBuilder svg = new StringBuilder();
        int y = TOP;
        for (Bar bar : bars) {
            double length = bar.millis() / most * SCALE;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                            + " height=\"16\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%.3f ms</text>%n",
                    LEFT - 8,
                    y + 13,
                    bar.name(),
                    LEFT,
                    y,
                    length,
                    bar.ours() ? "#1f5f99" : "#a9c8e8",
                    LEFT + length + 6,
                    y + 13,
                    bar.millis()));
            y += ROW;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                                + " sans-serif\" font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\""
                                + " fill=\"#fff\"/>%n<text x=\"16\" y=\"26\" font-size=\"16\">%,d open streams: from"
                                + " the model's write to the read (p95: +%.3f ms)</text>%n",
                        WIDTH,
                        y + 16,
                        findings.streams(),
                        findings.overhead(Spread::p95))
                + svg
                + "</svg>\n";
    }

    private record Bar(String name, double millis, boolean ours) {}
}
