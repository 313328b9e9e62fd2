package io.celesteos.nlp.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.resource.TsvResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MaritimeSentencesTests {

    private static final String UNSUPPORTED = "unsupported";
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** Two sentences that share four words in five say the same; one of three words or fewer says it by chance. */
    private static final double SAME = 0.8;

    private static final int WORDS_THAT_TELL = 4;

    private final List<AnnotatedSentence> sentences = MaritimeSentences.all();

    @Test
    void thereAreEnoughSentences() {
        assertThat(sentences).hasSizeGreaterThanOrEqualTo(1500);
    }

    @Test
    void noTextComesTwice() {
        Map<String, List<String>> places = sentences.stream()
                .collect(Collectors.groupingBy(
                        sentence -> normal(sentence.text()),
                        Collectors.mapping(AnnotatedSentence::source, Collectors.toList())));
        assertThat(places.values()).allMatch(same -> same.size() == 1);
    }

    @Test
    void eachIntentIsOneTheServiceKnows() {
        assertThat(sentences).allSatisfy(sentence -> assertThat(intents()).containsAll(sentence.intents()));
    }

    @Test
    void eachIntentHasTwentySentencesOfItsOwn() {
        Map<String, Long> counts = count(AnnotatedSentence::primary);
        assertThat(intents())
                .allSatisfy(intent -> assertThat(counts.getOrDefault(intent, 0L))
                        .describedAs(intent)
                        .isGreaterThanOrEqualTo(20));
    }

    @Test
    void eachCategoryIsInEverySplit() {
        for (Split split : Split.values()) {
            Set<EntityKind> kinds = MaritimeSentences.of(split).stream()
                    .flatMap(sentence -> sentence.annotations().stream())
                    .map(Annotation::kind)
                    .collect(Collectors.toSet());
            assertThat(kinds).describedAs(split.name()).containsExactlyInAnyOrderElementsOf(EntityKind.byDefault());
        }
    }

    @Test
    void theSplitsHaveTheirShares() {
        Map<Split, Long> counts = count(AnnotatedSentence::split);
        assertThat(share(counts, Split.TRAIN)).isBetween(0.55, 0.65);
        assertThat(share(counts, Split.DEV)).isBetween(0.11, 0.19);
        assertThat(share(counts, Split.TEST)).isBetween(0.20, 0.30);
    }

    @Test
    void theSplitFollowsFromTheText() {
        // printf %s 'hello' | sha1sum begins with aaf4c61d, and 0xaaf4c61d modulo 100 is 21.
        assertThat(Split.of("hello")).isEqualTo(Split.TRAIN);
    }

    @Test
    void onlyWhatCanBeDeniedIsNegated() {
        assertThat(sentences)
                .flatMap(AnnotatedSentence::annotations)
                .filteredOn(Annotation::negated)
                .extracting(Annotation::kind)
                .containsOnly(EntityKind.SYMPTOMS, EntityKind.ACTIONS);
    }

    @Test
    void spansBeginAndEndWithWords() {
        for (AnnotatedSentence sentence : sentences) {
            for (Annotation annotation : sentence.annotations()) {
                int start = annotation.span().start();
                int end = annotation.span().end();
                assertThat(joined(sentence.text(), start) || joined(sentence.text(), end))
                        .describedAs(sentence.source() + " " + sentence.written(annotation))
                        .isFalse();
            }
        }
    }

    @Test
    void noSentenceHasADoubleInAnotherSplit() {
        List<Set<String>> words =
                sentences.stream().map(sentence -> words(sentence.text())).toList();
        for (int i = 0; i < sentences.size(); i++) {
            for (int j = i + 1; j < sentences.size(); j++) {
                if (sentences.get(i).split() != sentences.get(j).split() && same(words.get(i), words.get(j))) {
                    assertThat(sentences.get(i)).isEqualTo(sentences.get(j));
                }
            }
        }
    }

    private static Set<String> intents() {
        Set<String> intents = TsvResource.read("/intent/intent_rules.tsv").rows().stream()
                .map(row -> row.get("intent"))
                .collect(Collectors.toCollection(HashSet::new));
        intents.add(UNSUPPORTED);
        return intents;
    }

    private <T> Map<T, Long> count(Function<AnnotatedSentence, T> property) {
        Map<T, Long> counts = new HashMap<>();
        sentences.forEach(sentence -> counts.merge(property.apply(sentence), 1L, Long::sum));
        return counts;
    }

    private double share(Map<Split, Long> counts, Split split) {
        return counts.getOrDefault(split, 0L) / (double) sentences.size();
    }

    private static boolean joined(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isLetterOrDigit(text.charAt(index - 1))
                && Character.isLetterOrDigit(text.charAt(index));
    }

    private static String normal(String text) {
        return NOT_A_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** The words, figures taken for the same figure. */
    private static Set<String> words(String text) {
        return Arrays.stream(DIGITS.matcher(normal(text)).replaceAll("0").split(" "))
                .collect(Collectors.toSet());
    }

    private static boolean same(Set<String> one, Set<String> other) {
        int fewer = Math.min(one.size(), other.size());
        // They share no more than the shorter one has; that spares counting for most pairs.
        if (fewer < WORDS_THAT_TELL || fewer < SAME * Math.max(one.size(), other.size())) {
            return false;
        }
        long shared = one.stream().filter(other::contains).count();
        return shared >= SAME * (one.size() + other.size() - shared);
    }
}
