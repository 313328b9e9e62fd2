package io.celesteos.stack.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Steps, bars and tables. Colour and moving bars only where a person watches; plain lines in a file, in CI and
 * where {@code NO_COLOR} is set (no-color.org).
 */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean lively;
    private final boolean colour;

    /** Everything to one stream. */
    public Terminal(PrintStream out, boolean lively, boolean colour) {
        this(out, out, lively, colour);
    }

    /** @param err for what is not the answer: progress, and remarks beside it */
    public Terminal(PrintStream out, PrintStream err, boolean lively, boolean colour) {
        this.out = out;
        this.err = err;
        this.lively = lively;
        this.colour = colour;
    }

    /** For this process's standard output. */
    public static Terminal system() {
        boolean person = System.console() != null && System.console().isTerminal();
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(System.out, System.err, person, person && (noColour == null || noColour.isEmpty()));
    }

    /** The same for what is not the answer, so that an answer that goes into a file or a pipe stays clean. */
    public Terminal aside() {
        return new Terminal(err, err, lively, colour);
    }

    /** Whether a person watches, to whom a line can be written over. */
    public boolean lively() {
        return lively;
    }

    /** The JSON document, and nothing else, on the answer's stream. */
    public void raw(String json) {
        out.println(json);
        out.flush();
    }

    /** A piece of a line, at once. */
    public void piece(String text) {
        out.print(text);
        out.flush();
    }

    /** Puts the cursor so many lines up and forgets what is below, where a person watches. */
    public void back(int lines) {
        if (lively && lines > 0) {
            out.print("\u001b[" + lines + "A\u001b[0J");
        }
    }

    /** One thing done, with how long it took. */
    public void done(String what, Duration took) {
        out.printf(Locale.ROOT, "%s %-44s %5.1f s%n", paint("32", "✓"), what, took.toMillis() / 1000.0);
        out.flush();
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    public void fail(String sentence) {
        out.println(paint("31", "✗") + " " + sentence);
        out.flush();
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    /** What was looked for. */
    public String marked(String text) {
        return paint("1;33", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String warning(String text) {
        return paint("33", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    /** A bar for {@code total} units; without a watching person a line each tenth of the way. */
    public Progress progress(String task, long total) {
        if (!lively) {
            return new PlainProgress(out, task, total);
        }
        var bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
        return new Progress() {
            @Override
            public void at(long done) {
                bar.stepTo(done);
            }

            @Override
            public void of(long now) {
                bar.maxHint(now);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    /** Columns as wide as their widest cell; {@code rows.getFirst()} is the heading. Cells hold no colour. */
    public void table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                line.append(String.format(
                        Locale.ROOT, "%-" + (width[i] + 2) + "s", rows.get(r).get(i)));
            }
            out.println(
                    r == 0
                            ? bold(line.toString().stripTrailing())
                            : line.toString().stripTrailing());
        }
        out.flush();
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** How far a piece of work has come. */
    public interface Progress extends AutoCloseable {
        void at(long done);

        /** It has turned out to be so many units. */
        void of(long total);

        @Override
        void close();
    }

    private static final class PlainProgress implements Progress {
        private final PrintStream out;
        private final String task;
        private long total;
        private long tenth = -1;

        PlainProgress(PrintStream out, String task, long total) {
            this.out = out;
            this.task = task;
            this.total = total;
        }

        @Override
        public void at(long done) {
            long now = 10 * done / Math.max(1, total);
            if (now > tenth) {
                tenth = now;
                out.printf(Locale.ROOT, "  %s: %d of %d%n", task, done, total);
                out.flush();
            }
        }

        @Override
        public void of(long now) {
            total = now;
        }

        @Override
        public void close() {}
    }
}
