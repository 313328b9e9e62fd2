package io.celesteos.gateway.answer;

import io.celesteos.contracts.answer.Card;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.search.SearchHit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** From hits to cards. */
@Component
class Cards {

    private final CardActions actions;
    private final AnswerProperties properties;

    Cards(CardActions actions, AnswerProperties properties) {
        this.actions = actions;
        this.properties = properties;
    }

    /** In the order of the hits. */
    List<Card> of(List<SearchHit> hits, Intent intent) {
        return hits.stream().map(hit -> card(hit, intent)).toList();
    }

    private Card card(SearchHit hit, Intent intent) {
        return new Card(
                hit.type(),
                hit.id(),
                title(hit),
                Preview.of(hit, properties.previewCharacters()),
                hit.score(),
                actions.of(hit.type(), intent),
                hit.highlights(),
                metadata(hit));
    }

    private static String title(SearchHit hit) {
        if (!hit.title().isBlank()) {
            return hit.title();
        }
        return switch (hit.type()) {
            case DOCUMENT_CHUNK -> "Untitled document";
            case FAULT -> "Fault";
            case EQUIPMENT -> "Equipment";
            case PART -> "Part";
            case WORK_ORDER -> "Work order";
        };
    }

    /** The hit's own, and what the actions need: which document to open, at which passage. */
    private static Map<String, Object> metadata(SearchHit hit) {
        Map<String, Object> metadata = new LinkedHashMap<>(hit.metadata());
        if (hit.documentId() != null) {
            metadata.put("document_id", hit.documentId());
        }
        if (hit.chunkIndex() != null) {
            metadata.put("chunk_index", hit.chunkIndex());
        }
        metadata.put("snippet", hit.snippet());
        metadata.put("scores", hit.scores());
        return metadata;
    }
}
