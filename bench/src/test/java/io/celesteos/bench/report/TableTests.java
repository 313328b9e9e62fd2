package io.celesteos.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void aBudgetIsMetBelowItsLimitAlone() {
        assertThat(new Budget("x", 2.99, 3, "ms").met()).isTrue();
        assertThat(new Budget("x", 3.0, 3, "ms").met()).isFalse();
        assertThat(new Budget("x", null, 3, "ms").met()).isFalse();
        assertThat(new Budget("x", Double.NaN, 3, "ms"))
                .as("the percentile of no times")
                .isEqualTo(new Budget("x", null, 3, "ms"));
    }

    @Test
    void budgetsStandBesideWhatCameOut() {
        Table table = new Table();
        table.line("%.1f", 1.5);
        table.budgets(List.of(
                new Budget("p95", 2.5, 3, "ms"), new Budget("failures", 7.0, 1, ""), new Budget("p99", null, 3, "ms")));

        assertThat(table.toString().lines())
                .containsExactly(
                        "1.5",
                        "@|green   ✓ p95: 2.50 ms < 3|@",
                        "@|red   ✗ failures: 7, not < 1|@",
                        "@|red   ✗ p99: nothing answered, not < 3|@");
    }
}
