package io.celesteos.streaming.relay;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.streaming.event.RankedHit;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The hits of one run: which were sent, and which order stands. One thread only. */
final class HitBoard {

    private final Set<UUID> sent = new HashSet<>();
    private List<SearchHit> order = List.of();

    /**
     * Takes over the order of {@code response}; returns a result event for each hit that is new, and for the fused
     * stage for the others too: no order follows that stage, so their places are told with them.
     */
    List<StreamEvent> take(SearchResponse response, Stage stage) {
        order = response.results();
        List<StreamEvent> news = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (sent.add(order.get(i).id()) || stage == Stage.FUSED) {
                news.add(new StreamEvent.Result(RankedHit.of(order.get(i), i + 1), stage));
            }
        }
        return news;
    }

    /** The order that stands, with what the search said about it. */
    StreamEvent finalOrder(SearchResponse response) {
        List<StreamEvent.Reranked.Place> places = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            places.add(new StreamEvent.Reranked.Place(
                    order.get(i).id(), order.get(i).score(), i + 1));
        }
        return new StreamEvent.Reranked(
                places,
                response.searchMetadata().reranked(),
                response.searchMetadata().searchType());
    }

    List<SearchHit> order() {
        return order;
    }

    boolean nothingSent() {
        return sent.isEmpty();
    }
}
