package io.celesteos.nlp.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.intent.IntentModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sentences written for intents alone: they are all trained on, so none may be one that is scored. */
class IntentSentencesTests {

    private final List<AnnotatedSentence> sentences = MaritimeSentences.in(Path.of("src", "training", "intents"));

    @Test
    void noneIsAmongTheSentencesThatAreScored() {
        Set<String> scored = Stream.concat(
                        MaritimeSentences.all().stream().filter(sentence -> sentence.split() != Split.TRAIN),
                        Stream.concat(FieldSentences.dev().stream(), FieldSentences.laterDev().stream()))
                .map(sentence -> normal(sentence.text()))
                .collect(Collectors.toSet());
        List<AnnotatedSentence> learned = Stream.concat(sentences.stream(), FieldSentences.train().stream())
                .toList();
        // Only the number of them is told: what the test split holds is for nobody to read.
        long doubles = learned.stream()
                .filter(sentence -> scored.contains(normal(sentence.text())))
                .count();
        assertThat(doubles).isZero();
    }

    @Test
    void eachHasOneIntentThatTheModelKnows() {
        List<String> known = IntentModel.load().intents();
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(sentence.intents())
                        .describedAs(sentence.source())
                        .hasSize(1)
                        .isSubsetOf(known));
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
