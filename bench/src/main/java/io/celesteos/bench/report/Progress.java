package io.celesteos.bench.report;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a measurement has come: a bar where a person watches, else a line each quarter of the way. */
public final class Progress implements AutoCloseable {

    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final String task;
    private final long total;
    private final @Nullable ProgressBar bar;
    private long quarter;

    private Progress(PrintStream out, String task, long total, @Nullable ProgressBar bar) {
        this.out = out;
        this.task = task;
        this.total = total;
        this.bar = bar;
    }

    public static Progress of(PrintStream out, String task, long total) {
        boolean watched = System.console() != null && System.console().isTerminal();
        ProgressBar bar = watched
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(out))
                        .build()
                : null;
        return new Progress(out, task, total, bar);
    }

    public synchronized void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        long now = QUARTERS * done / Math.max(1, total);
        if (now > quarter) {
            quarter = now;
            out.printf(Locale.ROOT, "%s: %d of %d%n", task, done, total);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
