package io.celesteos.nlp.recognize;

/** A regular expression as it is written, as far as its brackets tell how it begins. */
record PatternText(String pattern) {

    private static final String LOOKS_BACK = "(?<=";

    PatternText {
        if (pattern.contains("\\G")) {
            throw new IllegalArgumentException("where the last match ended is not known here: " + pattern);
        }
    }

    /** Whether what stands at the beginning holds for the whole: there is no "or" outside all brackets. */
    boolean isOneSequence() {
        return firstOutside('|', 0) < 0;
    }

    /**
     * The same without asking for anything before a place, so that it begins at every sign it can begin at wherever that
     * sign stands.
     *
     * @throws IllegalArgumentException when it asks so within what must not follow or precede
     */
    String withoutLookingBack() {
        String ahead = pattern;
        for (int at = ahead.indexOf(LOOKS_BACK); at >= 0; at = ahead.indexOf(LOOKS_BACK)) {
            int end = new PatternText(ahead).firstOutside(')', at + 1) + 1;
            ahead = ahead.substring(0, at) + ahead.substring(end);
        }
        if (!ahead.equals(pattern) && (looksBackWithin("(?!") || looksBackWithin("(?<!"))) {
            throw new IllegalArgumentException("looks back within a negation: " + pattern);
        }
        return ahead;
    }

    private boolean looksBackWithin(String negation) {
        for (int at = pattern.indexOf(negation); at >= 0; at = pattern.indexOf(negation, at + 1)) {
            if (pattern.substring(at, firstOutside(')', at + 1)).contains(LOOKS_BACK)) {
                return true;
            }
        }
        return false;
    }

    /** Where the sign stands first from {@code from} on, outside brackets that open there; -1 where it does not. */
    private int firstOutside(char sign, int from) {
        int depth = 0;
        boolean inClass = false;
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == sign && depth == 0) {
                return i;
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return -1;
    }
}
