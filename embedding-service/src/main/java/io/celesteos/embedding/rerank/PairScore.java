package io.celesteos.embedding.rerank;

/**
 * @param index of the passage
 * @param rerankScore 0 to 1, comparable within one query and one scorer only
 */
record PairScore(int index, double rerankScore) {}
