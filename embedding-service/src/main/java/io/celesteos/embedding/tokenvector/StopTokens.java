package io.celesteos.embedding.tokenvector;

import io.celesteos.embedding.tokenize.TextTokenizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Token ids of one model that stand for an English function word or a punctuation mark. Negations are not among
 * them: "no alarm" is not "alarm".
 */
public final class StopTokens {

    private static final String WORDS = """
            a an the this that these those and or but nor so if then than as because while although though unless
            until since whether of in on at by for with about against between into through during before after
            above below to from up down out off over under again further once upon within among per via
            i me my we us our you your he him his she her it its they them their who whom whose which what
            am is are was were be been being have has had having do does did doing will would shall should can
            could may might must there here when where why how all any both each some such other same own just
            also too very only more most s t d ll re ve m""";

    /** The opening and the closing token of a text. */
    private static final int SPECIAL = 2;

    private final Set<Long> ids;

    private StopTokens(Set<Long> ids) {
        this.ids = ids;
    }

    /** Asks the tokenizer for each word by itself; one it splits has no token to leave out. */
    public static StopTokens of(TextTokenizer tokenizer) {
        return new StopTokens(Stream.concat(words(), punctuation())
                .map(tokenizer::tokenize)
                .filter(text -> text.length() == 1 + SPECIAL)
                .map(text -> text.ids()[1])
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> words() {
        return Arrays.stream(WORDS.split("\\s+"))
                .flatMap(word -> Stream.of(
                        word, word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    }

    private static Stream<String> punctuation() {
        String further = "“”‘’–—…«»•·¿¡";
        return IntStream.concat(IntStream.range('!', 0x7F).filter(c -> !Character.isLetterOrDigit(c)), further.chars())
                .mapToObj(Character::toString);
    }

    public boolean contains(long id) {
        return ids.contains(id);
    }
}
