package io.celesteos.gateway.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.search.HitType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be done with a card: the table {@code card-actions.json}, by type of the card. What the intent asks for
 * comes first, then what always fits; an intent that does not fit the type adds nothing. The console reads the same
 * table, so that a streamed result offers what an answered one does.
 */
@Component
class CardActions {

    private static final String TABLE = "/static/console/card-actions.json";

    private final Map<HitType, Row> rows;

    CardActions(JsonMapper json) {
        this.rows = read(json);
    }

    /** Most useful first, each once, never empty. */
    List<String> of(HitType type, Intent intent) {
        Row row = Objects.requireNonNull(rows.get(type));
        SequencedSet<String> actions = new LinkedHashSet<>(row.forIntent(intent.primary()));
        intent.secondary().forEach(secondary -> actions.addAll(row.forIntent(secondary)));
        actions.addAll(row.always());
        return List.copyOf(actions);
    }

    private static Map<HitType, Row> read(JsonMapper json) {
        try (InputStream table = CardActions.class.getResourceAsStream(TABLE)) {
            Map<HitType, Row> rows = new EnumMap<>(
                    json.readValue(Objects.requireNonNull(table), new TypeReference<Map<HitType, Row>>() {}));
            for (HitType type : HitType.values()) {
                if (!rows.containsKey(type) || rows.get(type).always().isEmpty()) {
                    throw new IllegalStateException(TABLE + " says nothing about " + type);
                }
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param byIntent the intent to the actions it puts first */
    private record Row(
            List<String> always, @JsonProperty("by_intent") Map<String, List<String>> byIntent) {

        List<String> forIntent(String intent) {
            return byIntent.getOrDefault(intent, List.of());
        }
    }
}
