package io.celesteos.nlp.location;

import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import java.util.Map;
import java.util.Set;

/** Reads sides beside a place ({@code stbd wing station}, {@code aft deck stbd}) and its number ({@code guest cabin 4}). */
final class SideReader {

    private static final Map<String, String> SIDES = Map.of(
            "port", "port",
            "starboard", "starboard",
            "fwd", "forward",
            "forward", "forward",
            "aft", "aft",
            "midship", "midship",
            "lower", "lower",
            "upper", "upper");

    /** Places that are numbered on board. */
    private static final Set<String> NUMBERED =
            Set.of("guest cabin", "crew quarters", "vip cabin", "officer cabin", "void space");

    private SideReader() {}

    /** First and last token of a place with what belongs to it, and its canonical name. */
    record Place(int first, int last, String canonical) {}

    static Place read(SourceText source, int first, int last, String canonical) {
        int from = first;
        int to = last;
        String name = canonical;
        String left = from > 0 && isSoft(source.gapBefore(from))
                ? SIDES.get(source.token(from - 1).form())
                : null;
        if (left != null && !startsInWord(source, from - 1) && !(from > 1 && isDirection(source, from - 1))) {
            from--;
            name = left + " " + name;
        }
        if (follows(source, to + 1)
                && source.token(to + 1).number()
                && NUMBERED.contains(canonical)
                && source.token(to + 1).form().length() <= 2) {
            to++;
            name = name + " " + source.token(to).form();
        }
        if (left == null && follows(source, to + 1)) {
            String right = SIDES.get(source.token(to + 1).form());
            boolean ends = source.gapBefore(to + 2).compareTo(Gap.COMMA) >= 0;
            boolean side =
                    follows(source, to + 2) && source.token(to + 2).form().equals("side");
            if (right != null && (ends || side) && !source.token(to + 1).form().endsWith("er")) {
                to += side ? 2 : 1;
                name = right + " " + name;
            }
        }
        return new Place(from, to, name);
    }

    /** "To port" and "in port" name no side of anything. */
    private static boolean isDirection(SourceText source, int side) {
        String before = source.token(side - 1).form();
        return source.token(side).form().equals("port")
                && Set.of("in", "at", "next").contains(before);
    }

    private static boolean startsInWord(SourceText source, int index) {
        return source.gapBefore(index) == Gap.JOINED || source.gapBefore(index + 1) == Gap.JOINED;
    }

    private static boolean follows(SourceText source, int index) {
        return index < source.size() && isSoft(source.gapBefore(index));
    }

    private static boolean isSoft(Gap gap) {
        return gap.compareTo(Gap.SPACE) <= 0;
    }

    static boolean isSide(Token token) {
        return SIDES.containsKey(token.form());
    }
}
