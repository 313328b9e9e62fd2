package io.celesteos.streaming.event;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.celesteos.contracts.search.SearchHit;

/**
 * A hit and its place.
 *
 * @param title of the document, empty where it has none
 * @param rank from 1, within the search that found it
 */
public record RankedHit(@JsonUnwrapped SearchHit hit, String title, int rank) {

    public static RankedHit of(SearchHit hit, int rank) {
        return new RankedHit(hit, hit.title(), rank);
    }

    /** The same hit where a later search puts it. */
    public RankedHit at(double score, int newRank) {
        SearchHit moved = new SearchHit(
                hit.id(),
                hit.type(),
                hit.documentId(),
                hit.chunkIndex(),
                hit.content(),
                hit.snippet(),
                score,
                hit.scores(),
                hit.metadata(),
                hit.highlights(),
                hit.explanation());
        return new RankedHit(moved, title, newRank);
    }
}
