package io.celesteos.search.query;

import io.celesteos.search.fusion.FusedCandidate;

/** A candidate with its final score, 0 to 1. */
record ScoredCandidate(FusedCandidate candidate, double score) {}
