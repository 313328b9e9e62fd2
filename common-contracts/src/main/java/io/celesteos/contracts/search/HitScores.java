package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Scores of one hit by stage; a stage that did not see the hit is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HitScores(
        @Nullable Double bm25,
        @Nullable Double vector,
        @Nullable Double fusion,
        @Nullable Double rerank) {}
