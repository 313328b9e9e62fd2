package io.celesteos.bench.load.gateway;

import io.celesteos.bench.latency.Times;
import io.celesteos.bench.report.Budget;
import io.celesteos.bench.report.Machine;
import io.celesteos.bench.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The findings for the terminal, with picocli's markup for colours, and for a program. */
record GatewayReport(Instant at, String command, Machine machine, GatewayPlan plan, GatewayFindings findings) {

    /** Not passed on: what each of the two servers costs by itself. */
    static final String FLOOR = "GET /actuator/health/liveness";

    static final double MOST_ADDED_MS = 3;
    static final double MOST_WAITED_MS = 150;
    static final int WAITING_PEOPLE = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String table() {
        Table table = new Table();
        table.line("@|bold %-34s|@ %8s %8s %8s %8s", "ms, one caller, warm caches", "n", "p50", "p95", "p99");
        for (Overhead.Pair pair : findings.pairs()) {
            row(table, pair.direct());
            row(table, pair.gateway());
            table.line("%-34s %8s %8.2f %8.2f %8.2f", "  adds", "", pair.added(50), pair.added(95), pair.added(99));
        }
        table.line(
                "@|bold %-34s|@ %8s %8s %8s %8s %9s",
                "ms, POST /webhook/search", "n", "p50", "p95", "p99", "answers/s");
        for (Crowd.Met crowd : findings.crowds()) {
            Times times = crowd.times();
            table.line(
                    "%-34s %,8d %8.1f %8.1f %8.1f %9.1f",
                    crowd.people() + " people, " + plan.think().toMillis() + " ms to think",
                    times.millis().length,
                    times.percentile(50),
                    times.percentile(95),
                    times.percentile(99),
                    crowd.perSecond());
            crowd.degraded().forEach((what, n) -> table.line("  %,d answers lack: %s", n, what));
            crowd.failures().forEach((what, n) -> table.line("  @|red %,d failed:|@ %s", n, what.replace("@|", "@ |")));
        }
        table.budgets(budgets());
        table.line("%s", machine);
        return table.toString();
    }

    List<Budget> budgets() {
        List<Budget> budgets = new ArrayList<>();
        for (Overhead.Pair pair : findings.pairs()) {
            if (pair.name().equals(FLOOR)) {
                continue;
            }
            budgets.add(new Budget(pair.name() + ", added at p95", pair.added(95), MOST_ADDED_MS, "ms"));
        }
        for (Crowd.Met crowd : findings.crowds()) {
            if (crowd.people() <= WAITING_PEOPLE) {
                budgets.add(new Budget(
                        crowd.people() + " people, p95", crowd.times().percentile(95), MOST_WAITED_MS, "ms"));
            }
            budgets.add(new Budget(crowd.people() + " people, failures", (double) crowd.failed(), 1, ""));
        }
        return budgets;
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", at.toString());
        report.put("command", command);
        report.put("machine", machine.toString());
        report.put("think_ms", plan.think().toMillis());
        report.put("seconds", plan.hold().toSeconds());
        report.put("budgets", budgets());
        report.put(
                "pairs",
                findings.pairs().stream()
                        .map(pair -> Map.of(
                                "name",
                                pair.name(),
                                "direct",
                                figures(pair.direct()),
                                "gateway",
                                figures(pair.gateway())))
                        .toList());
        report.put(
                "crowds",
                findings.crowds().stream()
                        .map(crowd -> Map.of(
                                "people", crowd.people(),
                                "times", figures(crowd.times()),
                                "per_second", rounded(crowd.perSecond()),
                                "degraded", crowd.degraded(),
                                "failures", crowd.failures()))
                        .toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> figures(Times times) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", times.millis().length);
        if (times.millis().length > 0) {
            figures.put("p50_ms", rounded(times.percentile(50)));
            figures.put("p95_ms", rounded(times.percentile(95)));
            figures.put("p99_ms", rounded(times.percentile(99)));
        }
        return figures;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static void row(Table table, Times times) {
        table.line(
                "%-34s %,8d %8.2f %8.2f %8.2f",
                times.probe(), times.millis().length, times.percentile(50), times.percentile(95), times.percentile(99));
    }
}
