package io.celesteos.embedding.tokenvector;

import io.celesteos.embedding.tokenize.TextTokenizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens of one model that stand for an English function word or a punctuation mark. Negations are not among
 * them, for "no alarm" is not "alarm", and neither is "over" where "##heating" follows. Thread-safe.
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

    private static final StopTokens NONE = new StopTokens(Set.of(), token -> false);

    private final Set<Long> ids;
    private final LongPredicate continuesWord;

    private StopTokens(Set<Long> ids, LongPredicate continuesWord) {
        this.ids = ids;
        this.continuesWord = continuesWord;
    }

    public static StopTokens none() {
        return NONE;
    }

    /** Asks the tokenizer for each word by itself; one it splits has no token to leave out. */
    public static StopTokens of(TextTokenizer tokenizer) {
        Set<Long> ids = Stream.concat(words(), punctuation())
                .map(tokenizer::tokenize)
                .filter(text -> text.length() == 1 + SPECIAL)
                .map(text -> text.ids()[1])
                .collect(Collectors.toUnmodifiableSet());
        long[] the = tokenizer.tokenize("the").ids();
        // One entry a token of the vocabulary at most.
        Map<Long, Boolean> known = new ConcurrentHashMap<>();
        return new StopTokens(
                ids, token -> known.computeIfAbsent(token, id -> joins(tokenizer.decode(new long[] {the[1], id}))));
    }

    /** Whether what was decoded behind "the" is written without a space: "theheating". */
    private static boolean joins(String decoded) {
        return decoded.length() > 3 && Character.isLetterOrDigit(decoded.charAt(3));
    }

    private static Stream<String> words() {
        return Arrays.stream(WORDS.split("\\s+"))
                .flatMap(word -> Stream.of(word, word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    }

    private static Stream<String> punctuation() {
        String further = "“”‘’–—…«»•·¿¡";
        return IntStream.concat(IntStream.range('!', 0x7F).filter(c -> !Character.isLetterOrDigit(c)), further.chars())
                .mapToObj(Character::toString);
    }

    /** @param position of a token in a text's ids, special tokens included, which are never stop tokens */
    public boolean at(int position, long[] ids) {
        return this.ids.contains(ids[position])
                && (position + 1 >= ids.length - 1 || !continuesWord.test(ids[position + 1]));
    }
}
