package io.celesteos.nlp.tagger.training;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Progress and tables; colour and a moving bar only where a person watches and {@code NO_COLOR} is not set. */
final class Console {

    private static final int WIDTH = 30;
    private static final double GOOD = 0.85;
    private static final double FAIR = 0.7;

    private final PrintStream out;
    private final boolean watched;
    private final boolean colour;

    Console(PrintStream out, boolean watched, boolean colour) {
        this.out = out;
        this.watched = watched;
        this.colour = colour;
    }

    static Console system() {
        boolean person = System.console() != null && System.console().isTerminal();
        return new Console(System.out, person, person && System.getenv("NO_COLOR") == null);
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** How much of a task is done; without a watching person only its end is told. */
    synchronized void progress(String task, int done, int total) {
        if (watched) {
            int filled = WIDTH * done / Math.max(1, total);
            out.printf(
                    Locale.ROOT,
                    "\r%-12s %s%s %3d %%",
                    task,
                    paint("36", "█".repeat(filled)),
                    "░".repeat(WIDTH - filled),
                    100 * done / Math.max(1, total));
            if (done >= total) {
                out.println();
            }
        } else if (done >= total) {
            out.printf(Locale.ROOT, "%s: %d of %d%n", task, done, total);
        }
        out.flush();
    }

    /** Precision, recall and F1 a label, and of all. */
    void table(String title, Scorecard card) {
        out.println(paint(
                "1",
                String.format(Locale.ROOT, "%-18s %9s %9s %9s %8s", title, "precision", "recall", "F1", "wanted")));
        card.lines().forEach(this::row);
        row(card.all());
        out.flush();
    }

    private void row(Scorecard.Line line) {
        String shade = line.f1() >= GOOD ? "32" : line.f1() >= FAIR ? "33" : "31";
        out.printf(
                Locale.ROOT,
                "%-18s %9.3f %9.3f %s %8d%n",
                line.label(),
                line.precision(),
                line.recall(),
                paint(shade, String.format(Locale.ROOT, "%9.3f", line.f1())),
                line.wanted());
    }

    /** Lines of a list, indented. */
    void list(List<String> lines) {
        lines.forEach(line -> out.println("  " + line));
        out.flush();
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
