package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an answer came about, so that no reader takes quotation for reasoning. */
public enum AnswerKind {
    /** Sentences of the hits, word for word. */
    @JsonProperty("extractive")
    EXTRACTIVE,
    /** Written by a language model from the hits. */
    @JsonProperty("generated")
    GENERATED
}
