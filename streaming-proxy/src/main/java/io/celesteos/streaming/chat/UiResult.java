package io.celesteos.streaming.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.Stage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hit as a list in a chat shows it. Without its content: a client sends all it was given back with the next
 * question, and the snippet is what a list shows.
 *
 * @param snippet HTML-escaped, matches in {@code <mark>}
 * @param rank from 1
 * @param stage which search put it there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UiResult(
        UUID id,
        HitType type,
        @JsonProperty("document_id") @Nullable UUID documentId,
        String title,
        String snippet,
        double score,
        int rank,
        Stage stage,
        Map<String, Object> metadata) {

    static UiResult of(RankedHit ranked, Stage stage) {
        SearchHit hit = ranked.hit();
        return new UiResult(
                hit.id(),
                hit.type(),
                hit.documentId(),
                ranked.title(),
                hit.snippet(),
                hit.score(),
                ranked.rank(),
                stage,
                hit.metadata());
    }
}
