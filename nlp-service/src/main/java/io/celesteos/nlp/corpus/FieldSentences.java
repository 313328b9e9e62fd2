package io.celesteos.nlp.corpus;

import java.nio.file.Path;
import java.util.List;

/**
 * The sentences written before their writer had seen a rule ({@code src/training/field}): fault codes, dates and intents
 * are marked in all of them, nothing else is. Seven in ten are for learning from.
 */
public final class FieldSentences {

    /** Seen from the module's folder, where tests and trainings run. */
    private static final Path FOLDER = Path.of("src", "training", "field");

    private static final int DEV_FROM = 70;

    private FieldSentences() {}

    public static List<AnnotatedSentence> train() {
        return train(FOLDER);
    }

    public static List<AnnotatedSentence> train(Path folder) {
        return MaritimeSentences.in(folder).stream()
                .filter(sentence -> Split.bucket(sentence.text()) < DEV_FROM)
                .toList();
    }

    public static List<AnnotatedSentence> dev() {
        return MaritimeSentences.in(FOLDER).stream()
                .filter(sentence -> Split.bucket(sentence.text()) >= DEV_FROM)
                .toList();
    }
}
