package io.celesteos.nlp.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sentences written before any reading of them ({@code src/training/field} and its folder {@code later}): fault codes,
 * dates and intents are marked in all of them, nothing else is. Seven in ten are for learning from.
 */
public final class FieldSentences {

    /** Seen from the module's folder, where tests and trainings run. */
    private static final Path FOLDER = Path.of("src", "training", "field");

    /** Written when the first ones had been learned from. */
    private static final String LATER = "later";

    private static final int DEV_FROM = 70;

    private FieldSentences() {}

    public static List<AnnotatedSentence> train() {
        return train(FOLDER);
    }

    /** Of the first and the later ones. */
    public static List<AnnotatedSentence> train(Path folder) {
        return Stream.of(folder, folder.resolve(LATER))
                .flatMap(part -> MaritimeSentences.in(part).stream())
                .filter(sentence -> Split.bucket(sentence.text()) < DEV_FROM)
                .toList();
    }

    /** Of the first ones. */
    public static List<AnnotatedSentence> dev() {
        return dev(FOLDER);
    }

    public static List<AnnotatedSentence> laterDev() {
        return dev(FOLDER.resolve(LATER));
    }

    private static List<AnnotatedSentence> dev(Path folder) {
        return MaritimeSentences.in(folder).stream()
                .filter(sentence -> Split.bucket(sentence.text()) >= DEV_FROM)
                .toList();
    }
}
