package io.celesteos.gateway.fallback.search;

/** A row in the order of one branch; {@code score} is that branch's own, higher is better. */
record Ranked(PassageKey key, double score) {}
