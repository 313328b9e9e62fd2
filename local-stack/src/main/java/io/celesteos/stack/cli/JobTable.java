package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Job;
import io.celesteos.stack.terminal.Shown;
import io.celesteos.stack.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Jobs as a table; printed again, it takes the place of the one before where a person watches. */
final class JobTable {

    private final Terminal terminal;
    private final Clock clock;
    private int printed;

    JobTable(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    void print(List<Job> jobs) {
        terminal.back(printed);
        if (jobs.isEmpty()) {
            terminal.say("There are no jobs.");
            printed = 1;
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Job", "Status", "Stage", "Progress", "Rate", "Left", "Age"));
        jobs.forEach(job -> rows.add(row(job)));
        terminal.table(rows);
        printed = rows.size();
    }

    private List<String> row(Job job) {
        return List.of(
                job.id(),
                job.stalled() && !job.ended() ? job.status() + ", stalled" : job.status(),
                job.stage(),
                Shown.bar(job.done(), job.total()) + " " + job.done() + " of " + job.total(),
                job.ended() || Double.isNaN(job.rate()) ? "" : String.format(Locale.ROOT, "%.1f/s", job.rate()),
                job.ended() ? "" : job.eta().map(Shown::time).orElse(""),
                job.created()
                        .map(begun -> Shown.time(Duration.between(begun, clock.instant())))
                        .orElse(""));
    }
}
