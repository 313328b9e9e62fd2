package io.celesteos.nlp.negation;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.text.Token;
import java.util.Set;

/**
 * Whether a text denies what it mentions: {@code no leak}, {@code not overheating}, {@code without vibration}, {@code
 * leak ruled out}. After NegEx (Chapman et al., J. Biomed. Inform. 34(5), 2001): cues before and after, words that end
 * their reach, and phrases that look like a cue and are none ({@code not sure}, {@code no. 2}, {@code not only}).
 */
public final class NegationScope {

    private static final int REACH = 4;
    private static final Set<String> CUES = Set.of(
            "no", "not", "without", "never", "none", "nor", "neither", "isnt", "wasnt", "arent", "werent", "doesnt",
            "didnt", "dont", "hasnt", "havent", "hadnt", "cannot", "cant", "wont", "zero", "absent", "denies", "free");
    private static final Set<String> NOT_A_CUE_BEFORE =
            Set.of("sure", "only", "clear", "certain", "known", "yet", "just", "doubt", "idea", "later", "because");
    private static final Set<String> ENDS = Set.of(
            "but", "however", "although", "though", "except", "and", "because", "since", "due", "when", "while", "still",
            "with", "after", "until", "why", "has", "now");
    private static final Set<String> CONTINUES = Set.of("or", "nor");
    private static final Set<String> RULED = Set.of("ruled", "excluded");
    private static final Set<String> FOUND = Set.of("found", "seen", "present", "visible", "observed", "evident", "detected");

    private NegationScope() {}

    /** Whether {@code span} is denied. What a symptom itself says ("no power", "not starting") is not looked at. */
    public static boolean denies(SourceText source, Span span, Set<Span> mentions) {
        int first = source.tokenAt(span.start());
        return first < source.size() && (deniedBefore(source, first, mentions) || deniedAfter(source, span));
    }

    private static boolean deniedBefore(SourceText source, int first, Set<Span> mentions) {
        boolean inList = true;
        for (int i = first - 1, steps = 0; i >= 0 && steps < REACH; i--, steps++) {
            if (source.gapBefore(i + 1).compareTo(Gap.COMMA) >= 0) {
                return false;
            }
            Token token = source.token(i);
            if (isCue(source, i)) {
                return true;
            }
            if (ENDS.contains(token.form())) {
                return false;
            }
            // A cue denies the first thing after it; more only where "or" goes on.
            boolean ofMention = mentions.stream().anyMatch(other -> other.contains(token.span()));
            if (ofMention && !inList) {
                return false;
            }
            boolean or = CONTINUES.contains(token.form()) || source.gapBefore(i + 1) == Gap.TIGHT;
            inList = or || (ofMention && inList);
            if (ofMention && !or && i == first - 1) {
                return false;
            }
            if (or) {
                steps -= 1;
            }
        }
        return false;
    }

    private static boolean isCue(SourceText source, int i) {
        Token token = source.token(i);
        if (!CUES.contains(token.form())) {
            return false;
        }
        if (i + 1 >= source.size()) {
            return true;
        }
        Token next = source.token(i + 1);
        boolean numero = token.form().equals("no") && next.number();
        boolean freeOf = token.form().equals("free") && !next.form().equals("of") && !next.form().equals("from");
        return !numero && !freeOf && !NOT_A_CUE_BEFORE.contains(next.form());
    }

    private static boolean deniedAfter(SourceText source, Span span) {
        int after = source.tokenAt(span.end());
        boolean not = false;
        for (int i = after, steps = 0; i < source.size() && steps < REACH; i++, steps++) {
            if (source.gapBefore(i).compareTo(Gap.COMMA) >= 0) {
                return false;
            }
            String form = source.token(i).form();
            if (ENDS.contains(form) && !form.equals("has")) {
                return false;
            }
            if (RULED.contains(form)) {
                return i + 1 < source.size() && source.token(i + 1).form().equals("out") || form.equals("excluded");
            }
            if (not && FOUND.contains(form)) {
                return true;
            }
            not |= form.equals("not") || form.equals("none");
        }
        return false;
    }
}
