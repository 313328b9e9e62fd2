package io.celesteos.embedding.rerank;

/**
 * @param index of the passage
 * @param rerankScore 0 to 1, comparable within one query and one scorer only
 * @param truncated whether only the passage's best window was read
 */
record PairScore(int index, double rerankScore, boolean truncated) {}
