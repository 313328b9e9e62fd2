package io.celesteos.embedding.fuzz;

import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sound body that says something else: JSON of the right types, most often within what is allowed. What is broken
 * is refused by the parser; these come as far as the model.
 */
final class Variations {

    private static final JsonMapper JSON = JsonStrictness.mapper();

    private static final List<String> TEXTS = List.of(
            "pump",
            "Öldruck zu niedrig?",
            "高温警报 7",
            "e\u0301lectrovanne",
            "💧 under port genset",
            "a\u0000b",
            "\u202eright to left\ufeff\uffff",
            "%s%n$(id) ../../etc/passwd <mark> {max}",
            "\u0301".repeat(300) + " q",
            "a".repeat(1_900),
            "pump 7, ".repeat(240),
            "oil ".repeat(600),
            "[CLS] [SEP] [MASK] [PAD] x",
            "-");

    private static final Map<String, List<String>> WORDS = Map.of(
            "model", List.of("bge-small", "minilm", "BGE-small-en-v1.5", "all-MiniLM-L6-v2"),
            "input_type", List.of("query", "passage"),
            "prompt_name", List.of("query", "passage", "document"),
            "truncation_direction", List.of("left", "right"),
            "encoding_format", List.of("float", "base64"),
            "encoding", List.of("float", "int8"));

    /** In a field that nobody reads. */
    private static final List<String> UNREAD =
            List.of("null", "[[]]", "{\"a\": {\"b\": [1e-400, -0, \"\\ud83d\"]}}", "12345678901234567890", "\"x\"");

    private final Random random;

    Variations(Random random) {
        this.random = random;
    }

    String of(String sound) {
        ObjectNode body = (ObjectNode) JSON.readTree(sound);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(body, one(List.copyOf(body.propertyNames())));
        }
        return random.nextBoolean() ? body.toString() : body.toPrettyString();
    }

    private void change(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!value.isArray() && !name.equals("query")) {
                    body.remove(name);
                }
            }
            case 1 -> body.set("unread_" + random.nextInt(10), JSON.readTree(one(UNREAD)));
            default -> replace(body, name, value);
        }
    }

    private void replace(ObjectNode body, String name, JsonNode value) {
        if (value instanceof ArrayNode list && !list.isEmpty()) {
            listChanged(list, !body.has("first_stage_scores"));
        } else if (WORDS.containsKey(name)) {
            body.put(name, one(WORDS.getOrDefault(name, List.of())));
        } else if (value.isBoolean()) {
            body.put(name, !value.asBoolean());
        } else if (name.equals("blend")) {
            body.put(name, random.nextDouble());
        } else if (value.isNumber() && !name.equals("dimensions")) {
            body.put(name, 1 + random.nextInt(4));
        } else if (value.isString()) {
            body.put(name, text());
        }
    }

    /** One element another, or one more. */
    private void listChanged(ArrayNode list, boolean mayGrow) {
        int index = random.nextInt(list.size());
        if (list.get(index).isNumber()) {
            list.set(index, (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300));
        } else if (mayGrow && random.nextInt(3) == 0) {
            list.add(text());
        } else {
            list.set(index, text());
        }
    }

    /** One of a few, whose answers are cached after a while, or one that nobody has asked about. */
    private String text() {
        return random.nextInt(4) == 0 ? "work order " + random.nextInt(100_000) : one(TEXTS);
    }

    private <T> T one(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
