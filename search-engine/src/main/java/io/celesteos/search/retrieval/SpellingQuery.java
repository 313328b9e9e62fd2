package io.celesteos.search.retrieval;

import io.celesteos.contracts.request.Deadline;

/**
 * Whether words of a query may have been mistyped.
 *
 * @param fewHits fewer passages than this with most of the query's words are too few
 * @param twoEditsFrom words of this many letters and more may hold two errors, shorter ones hold one
 */
public record SpellingQuery(AnalysedQuery query, int fewHits, int twoEditsFrom, Deadline deadline) {}
