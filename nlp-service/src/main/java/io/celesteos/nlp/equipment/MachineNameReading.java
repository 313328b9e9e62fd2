package io.celesteos.nlp.equipment;

import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.text.Token;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Side, number and letter around the name of one kind of machine: {@code #2 DG}, {@code Gen No. 1}, {@code stbd main
 * engine}, {@code generator port side}, {@code Stabiliser B}. Grows to both sides as it reads.
 */
final class MachineNameReading {

    private static final Map<String, String> SIDES = Map.of(
            "port", "port",
            "starboard", "starboard",
            "centre", "centre",
            "forward", "forward",
            "fwd", "forward",
            "aft", "aft");
    private static final Set<String> NUMBER_WORDS = Set.of("no", "nr", "number", "num", "unit");
    private static final Map<String, Integer> SPELLED = Map.of("one", 1, "two", 2, "three", 3, "four", 4);

    /** Words that take the side before them for themselves. */
    private static final Set<String> SIDED_PARTS =
            Set.of("tank", "tanks", "bank", "helm", "wing", "cylinder", "quarter", "bow");

    private final SourceText source;
    private final BitSet named;
    private int first;
    private int last;
    private @Nullable String side;
    private @Nullable Integer number;
    private @Nullable String letter;

    /**
     * @param named tokens at which the name of a machine or a place begins
     * @param first token of the kind's name
     * @param last token of the kind's name
     */
    MachineNameReading(SourceText source, BitSet named, int first, int last) {
        this.source = source;
        this.named = named;
        this.first = first;
        this.last = last;
    }

    MachineName name(Term term, Span span, @Nullable Integer number) {
        return new MachineName(span, term.type(), term.canonical(), side, number, letter);
    }

    void read() {
        for (int i = first; i <= last; i++) {
            String found = SIDES.get(source.token(i).form());
            side = found == null ? side : found;
        }
        readRight();
        readLeft();
    }

    /** First token of all that was read. */
    int first() {
        return first;
    }

    /** Last token of all that was read. */
    int last() {
        return last;
    }

    @Nullable
    Integer number() {
        return number;
    }

    private void readRight() {
        if (!readNumberAt(last + 1) && follows(last + 1) && isNumberWord(last + 1)) {
            readNumberAt(last + 2);
        }
        if (number == null) {
            readLetterAt(last + 1);
        }
        readSideRight();
    }

    private boolean readNumberAt(int index) {
        if (!follows(index)) {
            return false;
        }
        Token token = source.token(index);
        Integer value = token.number() ? MachineNumber.of(token.form()) : SPELLED.get(token.form());
        if (value == null || isNoName(index, token)) {
            return false;
        }
        number = value;
        last = index;
        return true;
    }

    /** A number that touches the name is part of it whatever follows: {@code Gen1 rpm}. "The chiller one" has none. */
    private boolean isNoName(int index, Token token) {
        boolean pronoun = token.form().equals("one")
                && first > 0
                && source.token(first - 1).form().equals("the");
        boolean joined = token.before() == Gap.JOINED && source.gapBefore(index + 1) != Gap.JOINED;
        return pronoun || (!joined && MachineNumber.isQuantityOrDate(source, index));
    }

    private void readLetterAt(int index) {
        if (!follows(index) || !source.token(index).isSingleLetter()) {
            return;
        }
        String form = source.token(index).form();
        boolean capital = source.isUpperCase(source.token(index).span());
        Gap after = source.gapBefore(index + 1);
        boolean article = form.equals("a") && !capital;
        if (form.charAt(0) <= 'f'
                && !article
                && (capital || after.compareTo(Gap.COMMA) >= 0)
                && after != Gap.TIGHT
                && after != Gap.JOINED) {
            letter = form;
            last = index;
        }
    }

    private void readSideRight() {
        for (int step = 0; step < 2 && follows(last + 1); step++) {
            String found = SIDES.get(source.token(last + 1).form());
            if (found == null || (side != null && !isAlong(found)) || belongsToNext(last + 1)) {
                return;
            }
            boolean sideWord =
                    follows(last + 2) && source.token(last + 2).form().equals("side");
            side = side == null ? found : side;
            last += sideWord ? 2 : 1;
        }
    }

    /** Along the ship, where another word says port or starboard: {@code stbd aft}. */
    private boolean isAlong(String found) {
        return "aft".equals(found) || "forward".equals(found) || "aft".equals(side) || "forward".equals(side);
    }

    /** "Generator port stabiliser" gives the side to the stabiliser, "bring the pump forward to" is a direction. */
    private boolean belongsToNext(int index) {
        int next = index + 1;
        if (!follows(next)) {
            return false;
        }
        String form = source.token(next).form();
        return named.get(next)
                || SIDED_PARTS.contains(form)
                || (form.equals("to") && source.token(index).form().equals("forward"));
    }

    private void readLeft() {
        for (int step = 0; step < 3 && first > 0 && isSoft(source.gapBefore(first)); step++) {
            int before = first - 1;
            String found = SIDES.get(source.token(before).form());
            if (found != null && side == null) {
                side = found;
                first = before;
            } else if (number == null && letter == null && isNamedNumber(before)) {
                number = MachineNumber.of(source.token(before).form());
                first = source.token(before).hashed() ? before : before - 1;
            } else {
                return;
            }
        }
    }

    private boolean isNamedNumber(int index) {
        Token token = source.token(index);
        if (!token.number() || MachineNumber.of(token.form()) == null || source.gapBefore(first) == Gap.JOINED) {
            return false;
        }
        return token.hashed() || (index > 0 && isSoft(token.before()) && isNumberWord(index - 1));
    }

    private boolean follows(int index) {
        return follows(source, index);
    }

    /** Whether there is a token that goes on from the one before it. */
    static boolean follows(SourceText source, int index) {
        return index < source.size() && isSoft(source.gapBefore(index));
    }

    private boolean isNumberWord(int index) {
        return NUMBER_WORDS.contains(source.token(index).form());
    }

    private static boolean isSoft(Gap gap) {
        return gap.compareTo(Gap.SPACE) <= 0;
    }
}
