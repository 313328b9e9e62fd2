package io.celesteos.embedding.tei;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Which end of an over-long text is cut off. */
enum TruncationDirection {
    @JsonProperty("left")
    @JsonAlias("Left")
    LEFT,
    @JsonProperty("right")
    @JsonAlias("Right")
    RIGHT
}
