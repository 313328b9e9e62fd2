package io.celesteos.contracts.search;

/** A word that was searched for in place of, or beside, the one that was typed. */
public record CorrectedWord(String from, String to) {}
