package io.celesteos.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What more chunks cost, wherever a home of vectors was measured at more than one size. */
final class GrowthTable {

    private static final Map<String, ToDoubleFunction<Footprint>> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put("resident memory", Footprint::residentMegabytes);
        SIZES.put("memory without mapped files", Footprint::anonymousMegabytes);
        SIZES.put("index on disk", Footprint::indexMegabytes);
        SIZES.put("PostgreSQL on disk", Footprint::databaseMegabytes);
    }

    private GrowthTable() {}

    /**
     * One figure over the sizes.
     *
     * @param values by number of chunks
     * @param exponent of the power of chunks that times grow by; null for sizes
     * @param perMillion what a million chunks add in MB; null for times
     */
    record Line(
            Backend backend,
            String what,
            String unit,
            Map<Integer, Double> values,
            @Nullable Double exponent,
            @Nullable Double perMillion) {}

    static List<Line> json(List<Finding> findings) {
        List<Line> lines = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            List<Finding> sizes =
                    findings.stream().filter(each -> each.backend() == backend).toList();
            if (sizes.stream().map(Finding::chunks).distinct().count() < 2) {
                continue;
            }
            for (Speed speed : sizes.getFirst().speeds()) {
                if (speed.kind() != Kind.FLOOR) {
                    String name = speed.contender();
                    add(lines, backend, name + ", p50", "ms", sizes, finding -> median(finding, name));
                }
            }
            SIZES.forEach((what, size) ->
                    add(lines, backend, what, "MB", sizes, finding -> size.applyAsDouble(finding.footprint())));
        }
        return lines;
    }

    private static void add(
            List<Line> lines,
            Backend backend,
            String what,
            String unit,
            List<Finding> sizes,
            Function<Finding, @Nullable Double> figure) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Finding finding : sizes) {
            Double value = figure.apply(finding);
            if (value != null && value > 0) {
                values.put(finding.chunks(), value);
            }
        }
        if (values.size() < 2) {
            return;
        }
        double[] chunks =
                values.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        double[] y = values.values().stream().mapToDouble(Double::doubleValue).toArray();
        boolean time = unit.equals("ms");
        lines.add(new Line(
                backend,
                what,
                unit,
                values,
                time ? rounded(Growth.exponent(chunks, y)) : null,
                time ? null : rounded(Growth.perMillion(chunks, y))));
    }

    private static @Nullable Double median(Finding finding, String contender) {
        for (Speed speed : finding.speeds()) {
            Percentiles single = speed.single();
            if (speed.contender().equals(contender) && single != null) {
                return single.p50();
            }
        }
        return null;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    static List<String> of(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Line line : json(findings)) {
            if (lines.isEmpty()) {
                lines.add("@|bold Growth|@");
            }
            String values = Arrays.stream(line.values().keySet().toArray(Integer[]::new))
                    .map(chunks -> String.format(
                            Locale.ROOT, "%,d: %.2f", chunks, line.values().get(chunks)))
                    .collect(Collectors.joining(" → "));
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-9s %-30s %s %s, %s",
                    line.backend().title(),
                    line.what(),
                    values,
                    line.unit(),
                    line.exponent() != null
                            ? String.format(Locale.ROOT, "chunks^%.2f", line.exponent())
                            : String.format(Locale.ROOT, "%,.0f MB a million", line.perMillion())));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }
}
