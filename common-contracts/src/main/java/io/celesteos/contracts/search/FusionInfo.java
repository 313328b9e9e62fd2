package io.celesteos.contracts.search;

/** How the branches were fused: rank constant and weights (Reciprocal Rank Fusion, Cormack et al. 2009). */
public record FusionInfo(int k, FusionWeights weights) {}
