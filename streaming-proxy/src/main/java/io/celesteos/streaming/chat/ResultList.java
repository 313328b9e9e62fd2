package io.celesteos.streaming.chat;

import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The results so far, in the order that stands, and whether the client has seen them so. For one thread. */
final class ResultList {

    private final Map<UUID, RankedHit> found = new LinkedHashMap<>();
    private List<UiResult> order = new ArrayList<>();
    private boolean changed;

    void add(StreamEvent.Result result) {
        found.put(result.hit().hit().id(), result.hit());
        order.add(UiResult.of(result.hit(), result.stage()));
        changed = true;
    }

    /** What is not named any more did not make the final choice. */
    void reorder(StreamEvent.Reranked last) {
        List<UiResult> reordered = new ArrayList<>();
        for (StreamEvent.Reranked.Place place : last.results()) {
            RankedHit hit = found.get(place.id());
            if (hit != null) {
                reordered.add(UiResult.of(hit.at(place.score(), place.rank()), Stage.FINAL));
            }
        }
        order = reordered;
        changed = true;
    }

    /** Whether there is news since the last call of {@link #tell}. */
    boolean changed() {
        return changed;
    }

    UiChunk tell() {
        changed = false;
        return new UiChunk.Data("results", new UiChunk.Results(order));
    }
}
