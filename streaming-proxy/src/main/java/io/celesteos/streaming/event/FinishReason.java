package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an answer ends where it ends. */
public enum FinishReason {
    /** All was said. */
    @JsonProperty("stop")
    STOP,
    /** The longest answer allowed was reached; the text breaks off. */
    @JsonProperty("length")
    LENGTH,
    /** The provider's filter held the text, or the rest of it, back. */
    @JsonProperty("content_filter")
    CONTENT_FILTER,
    /** The model declined to answer; the text, if any, is its refusal. */
    @JsonProperty("refusal")
    REFUSAL,
    /** The stream broke or the time was over; the text breaks off. */
    @JsonProperty("interrupted")
    INTERRUPTED
}
