package io.celesteos.nlp.tagger;

/** Which words play which role for a span: the one place that training and reading must agree on. */
public final class RolesOfSpan {

    private RolesOfSpan() {}

    /** A word in a role. */
    public interface Visitor {
        /** @param position of the word; {@code -1} and the size stand for the text's ends */
        void visit(Role role, int position);
    }

    /** All roles around the span {@code [from, to)} of a text of {@code size} words. */
    public static void each(int from, int to, int size, Visitor visitor) {
        visitor.visit(Role.LAST, to - 1);
        visitor.visit(Role.lastOf(to - from), to - 1);
        if (to - from > 1) {
            visitor.visit(Role.FIRST, from);
        }
        for (int i = from; i < to - 1; i++) {
            visitor.visit(Role.MODIFIER, i);
        }
        visitor.visit(Role.BEFORE, from - 1);
        visitor.visit(Role.AFTER, to);
        visitor.visit(Role.BEFORE_THAT, Math.max(from - 2, -1));
        visitor.visit(Role.AFTER_THAT, Math.min(to + 1, size));
    }
}
