package io.celesteos.gateway.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What is tried now.
 *
 * @param percent of the yachts that the other arm answers
 * @param shadowPercent of the main arm's requests that are mirrored
 */
record Share(
        @Min(0) @Max(100) int percent,
        @JsonProperty("shadow_percent") @Min(0) @Max(100) int shadowPercent) {

    static final Share OFF = new Share(0, 0);

    boolean isOff() {
        return percent == 0 && shadowPercent == 0;
    }
}
