package io.celesteos.contracts.search;

/** How many passages of the match set carry a value. */
public record FacetCount(String value, int count) {}
