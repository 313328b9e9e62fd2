package io.celesteos.bench.embedding;

import java.util.Locale;

/**
 * Speed of each contender relative to the best raw one, a group of bars a workload: SVG without scripts or fonts from
 * elsewhere.
 */
record EmbeddingPlot(Findings findings) {

    private static final int WIDTH = 860;
    private static final int LEFT = 300;
    private static final int ROW = 22;
    private static final int SCALE = 360;

    String svg() {
        StringBuilder bars = new StringBuilder();
        int y = 64;
        for (Outcome outcome : findings.outcomes()) {
            y = group(bars, outcome, y + 24);
        }
        int height = y + 30;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                                + " sans-serif\" font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\""
                                + " fill=\"#fff\"/>%n<text x=\"16\" y=\"26\" font-size=\"16\">Embedding speed, %s:"
                                + " 1 is the raw ONNX Runtime, fed the fastest way</text>%n<text x=\"16\" y=\"46\""
                                + " fill=\"#555\">%s</text>%n",
                        WIDTH,
                        height,
                        escaped(findings.model()),
                        escaped(findings.machine().toString()))
                + bars
                + String.format(
                        Locale.ROOT,
                        "<line x1=\"%1$d\" y1=\"60\" x2=\"%1$d\" y2=\"%2$d\" stroke=\"#999\""
                                + " stroke-dasharray=\"3 3\"/>%n</svg>%n",
                        LEFT + SCALE,
                        height - 16);
    }

    private static int group(StringBuilder svg, Outcome outcome, int top) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"16\" y=\"%d\" font-weight=\"600\">%s</text>%n",
                top,
                escaped(outcome.workload().title())));
        int y = top + 8;
        for (Series series : outcome.series()) {
            double speed = series.speedRelativeTo(outcome.bestRaw());
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                            + " height=\"16\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%.2f (%.1f ms)</text>%n",
                    LEFT - 8,
                    y + 13,
                    escaped(series.contender()),
                    LEFT,
                    y,
                    speed * SCALE,
                    colour(series.kind()),
                    LEFT + speed * SCALE + 6,
                    y + 13,
                    speed,
                    series.median()));
            y += ROW;
        }
        return y;
    }

    private static String colour(Contender.Kind kind) {
        return switch (kind) {
            case RAW -> "#a9c8e8";
            case NODE -> "#d9b38c";
            case OURS -> "#1f5f99";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
