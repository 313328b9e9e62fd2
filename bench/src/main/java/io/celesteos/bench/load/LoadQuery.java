package io.celesteos.bench.load;

/** One question and its vector, for reading only. */
record LoadQuery(String text, float[] vector) {}
