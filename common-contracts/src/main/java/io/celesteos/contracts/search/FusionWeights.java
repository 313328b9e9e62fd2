package io.celesteos.contracts.search;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Weight of each branch in the fusion, 0 to 10; a weight of 0 silences the branch. */
public record FusionWeights(
        @DecimalMin("0") @DecimalMax("10") double bm25,
        @DecimalMin("0") @DecimalMax("10") double vector) {}
