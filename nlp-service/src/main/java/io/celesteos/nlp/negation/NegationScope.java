package io.celesteos.nlp.negation;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.text.Token;
import java.util.BitSet;
import java.util.Collection;
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
            "didnt", "dont", "hasnt", "havent", "hadnt", "cannot", "cant", "zero", "free");
    private static final Set<String> NO_CUE_BEFORE =
            Set.of("sure", "only", "clear", "certain", "known", "yet", "just", "doubt", "idea", "later", "because");
    private static final Set<String> ENDS = Set.of(
            "but",
            "however",
            "although",
            "though",
            "except",
            "and",
            "because",
            "since",
            "due",
            "when",
            "while",
            "with",
            "after",
            "until",
            "why",
            "now");
    private static final Set<String> FOUND =
            Set.of("found", "seen", "present", "visible", "observed", "evident", "detected");

    private final SourceText source;
    private final BitSet mentioned = new BitSet();

    /** @param mentions spans of what may be denied */
    public NegationScope(SourceText source, Collection<Span> mentions) {
        this.source = source;
        for (Span span : mentions) {
            mentioned.set(source.tokenAt(span.start()), source.tokenAt(span.end()));
        }
    }

    /** Whether {@code span} is denied. What a symptom itself says ("no power", "not starting") is not looked at. */
    public boolean denies(Span span) {
        return deniedBefore(source.tokenAt(span.start())) || deniedAfter(source.tokenAt(span.end()));
    }

    /** A cue denies the first thing after it, and more only where "or" goes on: "no leak or smoke". */
    private boolean deniedBefore(int first) {
        boolean listed = false;
        int steps = 0;
        for (int i = first - 1; i >= 0 && steps < REACH; i--) {
            Gap after = source.gapBefore(i + 1);
            if (after.compareTo(Gap.COMMA) >= 0) {
                return false;
            }
            String form = source.token(i).form();
            listed |= after == Gap.TIGHT || form.equals("or") || form.equals("nor");
            if (isCue(i)) {
                return true;
            }
            if (ENDS.contains(form) || (mentioned.get(i) && !listed)) {
                return false;
            }
            steps += mentioned.get(i) || form.equals("or") ? 0 : 1;
        }
        return false;
    }

    private boolean isCue(int i) {
        Token token = source.token(i);
        if (!CUES.contains(token.form()) || mentioned.get(i)) {
            return false;
        }
        if (i + 1 >= source.size()) {
            return true;
        }
        Token next = source.token(i + 1);
        boolean numero = token.form().equals("no") && next.number();
        boolean free = token.form().equals("free")
                && !next.form().equals("of")
                && !next.form().equals("from");
        return !numero && !free && !NO_CUE_BEFORE.contains(next.form());
    }

    private boolean deniedAfter(int after) {
        boolean not = false;
        for (int i = after; i < source.size() && i < after + REACH; i++) {
            String form = source.token(i).form();
            if (source.gapBefore(i).compareTo(Gap.COMMA) >= 0 || ENDS.contains(form) || mentioned.get(i)) {
                return false;
            }
            if (form.equals("excluded") || (not && FOUND.contains(form)) || isRuledOut(i)) {
                return true;
            }
            not |= form.equals("not");
        }
        return false;
    }

    private boolean isRuledOut(int i) {
        return source.token(i).form().equals("ruled")
                && i + 1 < source.size()
                && source.token(i + 1).form().equals("out");
    }
}
