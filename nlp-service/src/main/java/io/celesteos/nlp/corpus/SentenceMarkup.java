package io.celesteos.nlp.corpus;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code [Gen 2|equipment] [hot|symptoms|negated] ## search}, as {@code src/training/maritime/README.md} says. */
final class SentenceMarkup {

    private static final String INTENTS = " ## ";
    private static final String NEGATED = "negated";

    private SentenceMarkup() {}

    /** @throws IllegalArgumentException naming {@code source} when the line is malformed */
    static AnnotatedSentence read(String line, String source) {
        int cut = line.indexOf(INTENTS);
        if (cut < 0 || line.indexOf(INTENTS, cut + 1) >= 0) {
            throw malformed(source, "one ' ## ' parts text and intents", line);
        }
        List<String> intents = Arrays.stream(
                        line.substring(cut + INTENTS.length()).split(",", -1))
                .map(String::strip)
                .toList();
        if (intents.stream().anyMatch(String::isEmpty)
                || intents.stream().distinct().count() < intents.size()) {
            throw malformed(source, "an intent is empty or given twice", line);
        }
        return marked(line.substring(0, cut), intents, source);
    }

    private static AnnotatedSentence marked(String marked, List<String> intents, String source) {
        StringBuilder text = new StringBuilder(marked.length());
        List<Annotation> annotations = new ArrayList<>();
        for (int i = 0; i < marked.length(); i++) {
            char sign = marked.charAt(i);
            if (sign == '[') {
                int close = marked.indexOf(']', i);
                if (close < 0) {
                    throw malformed(source, "a span is not closed", marked);
                }
                annotations.add(annotation(marked.substring(i + 1, close), text, source));
                i = close;
            } else if (sign == ']' || sign == '|') {
                throw malformed(source, "'" + sign + "' outside a span", marked);
            } else {
                text.append(sign);
            }
        }
        String plain = text.toString();
        if (plain.isBlank() || !plain.equals(plain.strip())) {
            throw malformed(source, "a text is neither blank nor padded", marked);
        }
        return new AnnotatedSentence(plain, annotations, intents, source);
    }

    private static Annotation annotation(String inside, StringBuilder text, String source) {
        String[] parts = inside.split("\\|", -1);
        boolean negated = parts.length == 3 && parts[2].equals(NEGATED);
        if (parts.length != 2 && !negated) {
            throw malformed(source, "a span is [text|category] or [text|category|negated]", inside);
        }
        String written = parts[0];
        if (written.isBlank() || !written.equals(written.strip()) || written.indexOf('[') >= 0) {
            throw malformed(source, "a span holds text without blanks around it", inside);
        }
        int equals = parts[1].indexOf('=');
        String category = equals < 0 ? parts[1] : parts[1].substring(0, equals);
        String canonical = equals < 0 ? null : parts[1].substring(equals + 1);
        if (canonical != null && canonical.isBlank()) {
            throw malformed(source, "a canonical form after '=' is not blank", inside);
        }
        int start = text.length();
        text.append(written);
        return new Annotation(
                kind(category, source), new Span(start, text.length()), Optional.ofNullable(canonical), negated);
    }

    private static EntityKind kind(String category, String source) {
        return EntityKind.byDefault().stream()
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(category))
                .findFirst()
                .orElseThrow(() -> malformed(source, "unknown category", category));
    }

    private static IllegalArgumentException malformed(String source, String rule, String found) {
        return new IllegalArgumentException(source + ": " + rule + ": " + found);
    }
}
