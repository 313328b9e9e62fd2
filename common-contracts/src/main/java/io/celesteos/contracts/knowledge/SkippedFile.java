package io.celesteos.contracts.knowledge;

/** A file or folder that is not in the store, and why. */
public record SkippedFile(String file, String reason) {}
