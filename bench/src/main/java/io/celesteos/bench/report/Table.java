package io.celesteos.bench.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table for the terminal, line by line, with picocli's markup for colours. For one thread. */
public final class Table {

    private final StringBuilder text = new StringBuilder();

    /** Formatted as in {@link String#format}, whatever the machine's language. */
    public void line(String format, @Nullable Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    /** A line each. */
    public void budgets(List<Budget> budgets) {
        budgets.forEach(budget -> line("%s", budget.judged()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
