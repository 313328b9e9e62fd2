package io.celesteos.nlp.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseAutomatonTests {

    private static final Tokenizer TOKENIZER = new Tokenizer(Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oil pump|pump",
                "the main engine room|main engine; engine; main engine room; engine room",
                "fire-main|fire main",
                "m/e hot|m/e",
                "m e hot|''",
                "3512 c|''",
                "3512c|3512c",
                "main. engine|engine",
                "main, engine|engine",
                "engines|''",
                "x-y z|''",
                "1 r 0726|1r-0726",
                "room engine main|engine"
            })
    void everyOccurrenceOfEveryTermIsFound(String text, String expected) {
        assertThat(found(text)).isEqualTo(expected);
    }

    private static String found(String text) {
        var builder = new PhraseAutomaton.Builder<String>(TOKENIZER);
        for (String term : List.of(
                "pump", "engine", "main engine", "main engine room", "engine room", "fire main", "m/e", "3512c", "!")) {
            builder.add(term, term);
        }
        builder.addCode("1r-0726", "1r-0726");
        return builder.build().scan(TOKENIZER.tokenize(text)).stream()
                .map(PhraseHit::value)
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void onePassFindsWhatTryingEveryTermFinds(long seed) {
        Random random = new Random(seed);
        List<String> terms = new ArrayList<>();
        var builder = new PhraseAutomaton.Builder<String>(TOKENIZER);
        for (int i = 0; i < 20; i++) {
            String term = words(random, 1 + random.nextInt(4));
            terms.add(term);
            builder.add(term, term);
        }
        String text = words(random, 60);
        var tokens = TOKENIZER.tokenize(text);
        List<String> naive = new ArrayList<>();
        for (String term : terms.stream().distinct().toList()) {
            int length = term.split(" ").length;
            for (int i = 0; i + length <= tokens.size(); i++) {
                String window = tokens.subList(i, i + length).stream()
                        .map(t -> t.form())
                        .collect(Collectors.joining(" "));
                if (window.equals(term)) {
                    naive.add(i + ":" + term);
                }
            }
        }
        assertThat(builder.build().scan(tokens).stream().map(hit -> hit.first() + ":" + hit.value()))
                .describedAs("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(naive);
    }

    private static String words(Random random, int count) {
        return random.ints(count, 0, 3)
                .mapToObj(i -> String.valueOf("abc".charAt(i)) + "x")
                .collect(Collectors.joining(" "));
    }

    @Test
    void aHitKnowsWhetherItIsPartOfALongerCode() {
        var builder = new PhraseAutomaton.Builder<String>(TOKENIZER);
        var automaton = builder.add("3512", "3512").build();
        FoldedText text = FoldedText.of("3512B 3512");
        var source = new SourceText(text, TOKENIZER.tokenize(text.folded()));
        assertThat(automaton.scan(source.tokens()))
                .extracting(hit -> hit.isWhole(source))
                .containsExactly(false, true);
    }
}
