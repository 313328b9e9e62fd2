package io.celesteos.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit, and what came out.
 *
 * @param measured null when nothing was answered
 * @param unit empty for a count
 */
public record Budget(String what, @Nullable Double measured, double below, String unit) {

    public Budget {
        // A percentile of no times at all.
        measured = measured == null || measured.isNaN() ? null : measured;
    }

    @JsonProperty("met")
    public boolean met() {
        return measured != null && measured < below;
    }

    /** What came out beside the limit, with picocli's markup for its colour. */
    String judged() {
        String came = measured == null
                ? "nothing answered"
                : String.format(Locale.ROOT, unit.isEmpty() ? "%.0f" : "%.2f " + unit, measured);
        return String.format(
                Locale.ROOT,
                met() ? "@|green   ✓ %s: %s < %.0f|@" : "@|red   ✗ %s: %s, not < %.0f|@",
                what,
                came,
                below);
    }
}
