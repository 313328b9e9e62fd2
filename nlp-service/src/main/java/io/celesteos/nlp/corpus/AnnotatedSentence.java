package io.celesteos.nlp.corpus;

import java.util.List;

/**
 * A sentence of the training set.
 *
 * @param text without markup
 * @param annotations in the order of the text, not overlapping
 * @param intents the primary first, at least one
 * @param source file and line
 */
public record AnnotatedSentence(String text, List<Annotation> annotations, List<String> intents, String source) {

    public AnnotatedSentence {
        annotations = List.copyOf(annotations);
        intents = List.copyOf(intents);
    }

    public String primary() {
        return intents.getFirst();
    }

    public List<String> secondary() {
        return intents.subList(1, intents.size());
    }

    public Split split() {
        return Split.of(text);
    }

    public String written(Annotation annotation) {
        return text.substring(annotation.span().start(), annotation.span().end());
    }
}
