package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A reading that lost its place in the text to another one.
 *
 * @param reason the first thing in which the winner is better: {@code shorter}, {@code less_specific}, {@code
 *     less_reliable}, {@code less_confident}; {@code tie} where only the order of kinds and rules decided
 */
public record OverruledReading(
        EntityKind category,
        @JsonUnwrapped Mention mention,
        String reason,
        @JsonProperty("lost_to") Winner lostTo) {

    /** What stands there instead. */
    public record Winner(EntityKind category, String text, int start, int end, String rule) {}
}
