package io.celesteos.gateway.fallback.extraction;

import io.celesteos.contracts.nlp.EntityKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the model may answer: every field required and no other allowed, as strict schemas want it. */
final class ExtractionSchema {

    /** A measurement in SI units would have to be calculated, which models do badly: it is left out. */
    static final Set<EntityKind> KINDS = EnumSet.complementOf(EnumSet.of(EntityKind.MENTIONS, EntityKind.MEASUREMENTS));

    private ExtractionSchema() {}

    static JsonNode of(KnownWords known, JsonMapper json) {
        List<Object> types = new ArrayList<>(known.equipmentTypes());
        types.add(null);
        Map<String, Object> entity = object(Map.of(
                "kind",
                        Map.of(
                                "type",
                                "string",
                                "enum",
                                KINDS.stream().map(ExtractionSchema::name).toList()),
                "text", Map.of("type", "string"),
                "canonical", Map.of("type", List.of("string", "null")),
                "equipment_type", Map.of("type", List.of("string", "null"), "enum", types),
                "date", Map.of("type", List.of("string", "null")),
                "negated", Map.of("type", "boolean")));
        Map<String, Object> intent = Map.of("type", "string", "enum", known.intents());
        return json.valueToTree(object(Map.of(
                "entities", Map.of("type", "array", "items", entity),
                "primary_intent", intent,
                "secondary_intents", Map.of("type", "array", "items", intent))));
    }

    /** As on the wire. */
    static String name(EntityKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Collection<String> names = properties.keySet().stream().sorted().toList();
        return Map.of("type", "object", "additionalProperties", false, "required", names, "properties", properties);
    }
}
