package io.celesteos.bench.quality;

import java.util.Locale;

/** Each set's aim for each contender, a group of bars a set: SVG without scripts or fonts from elsewhere. */
record QualityPlot(QualityReport report) {

    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int ROW = 22;
    private static final int SCALE = 480;

    String svg() {
        StringBuilder bars = new StringBuilder();
        int y = 40;
        for (SetResult result : report.sets()) {
            y = group(bars, result, y + 28);
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                                + " sans-serif\" font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\""
                                + " fill=\"#fff\"/>%n<text x=\"16\" y=\"26\" font-size=\"16\">Search quality: 1 is"
                                + " perfect</text>%n",
                        WIDTH,
                        y + 16)
                + bars
                + "</svg>\n";
    }

    private static int group(StringBuilder svg, SetResult result, int top) {
        QuestionSet set = result.set();
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"16\" y=\"%d\" font-weight=\"600\">%s %s, %d queries: %s</text>%n",
                top,
                escaped(set.name()),
                escaped(set.split()),
                set.questions().size(),
                set.aim().title()));
        int y = top + 8;
        for (SystemResult system : result.systems()) {
            double value = system.mean(set.aim()::of);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                            + " height=\"16\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">%.3f</text>%n",
                    LEFT - 8,
                    y + 13,
                    escaped(system.name()),
                    LEFT,
                    y,
                    value * SCALE,
                    colour(system.name()),
                    LEFT + value * SCALE + 6,
                    y + 13,
                    value));
            y += ROW;
        }
        return y;
    }

    private static String colour(String system) {
        return switch (system) {
            case SetResult.BASELINE -> "#d9b38c";
            case "hybrid+rerank" -> "#1f5f99";
            default -> "#a9c8e8";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
