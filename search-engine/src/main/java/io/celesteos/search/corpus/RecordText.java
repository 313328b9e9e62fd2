package io.celesteos.search.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a record's readable text and its metadata, leaving out what is empty. */
final class RecordText {

    private final List<String> sentences = new ArrayList<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    /** A sentence of its own, as it is. */
    RecordText say(String text) {
        if (!text.isBlank()) {
            String sentence = text.strip();
            sentences.add(sentence.matches("(?s).*[.!?:]") ? sentence : sentence + ".");
        }
        return this;
    }

    RecordText say(String label, String text) {
        return text.isBlank() ? this : say(label + ": " + text);
    }

    RecordText say(String label, List<String> list) {
        return say(label, String.join(", ", list));
    }

    RecordText with(String name, String value) {
        if (!value.isBlank()) {
            metadata.put(name, value);
        }
        return this;
    }

    RecordText with(String name, List<String> values) {
        if (!values.isEmpty()) {
            metadata.put(name, values);
        }
        return this;
    }

    RecordText demo(boolean demo) {
        if (demo) {
            metadata.put("demo", true);
        }
        return this;
    }

    String content() {
        return String.join(" ", sentences);
    }

    Map<String, Object> metadata() {
        return metadata;
    }
}
