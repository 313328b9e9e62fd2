package io.celesteos.streaming.provider.citation;

/**
 * Lets text through as it comes, but holds a marker like {@code [2]}, {@code [1, 3]} or {@code 【2†source】} back
 * until it is whole, together with the blanks before it, and passes on what the reader makes of it. What only began
 * like a marker goes on as it is. Used by one thread.
 */
final class MarkerGate {

    /** Who reads along, in the order of the text. */
    interface Reader {

        /** Text that is no marker. */
        void plain(char c);

        /** What stands for a marker with that inside; empty takes the blanks before it away too. */
        String marker(String inside);
    }

    private static final int LONGEST_MARKER = 40;
    private static final int MOST_BLANKS = 40;

    private final Reader reader;
    private final StringBuilder blanks = new StringBuilder();
    private final StringBuilder marker = new StringBuilder();
    private final StringBuilder out = new StringBuilder();

    MarkerGate(Reader reader) {
        this.reader = reader;
    }

    /** What may go on now; never ends within a character. */
    String accept(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i));
        }
        int end = out.length();
        if (end > 0 && Character.isHighSurrogate(out.charAt(end - 1))) {
            end--;
        }
        String ready = out.substring(0, end);
        out.delete(0, end);
        return ready;
    }

    /** What was still held back. Blanks at the very end say nothing. */
    String end() {
        if (!marker.isEmpty()) {
            release();
        }
        blanks.setLength(0);
        String rest = out.toString();
        out.setLength(0);
        return rest;
    }

    private void take(char c) {
        if (marker.isEmpty()) {
            if (c == '[' || c == '【') {
                marker.append(c);
            } else if (c == ' ' && blanks.length() < MOST_BLANKS) {
                blanks.append(c);
            } else {
                pass(c);
            }
            return;
        }
        boolean lenticular = marker.charAt(0) == '【';
        if (c == (lenticular ? '】' : ']')) {
            close(c);
        } else if (continues(c, lenticular) && marker.length() < LONGEST_MARKER) {
            marker.append(c);
        } else {
            release();
            take(c);
        }
    }

    private boolean continues(char c, boolean lenticular) {
        boolean named = marker.indexOf("†") > 0;
        boolean plain = (c >= '0' && c <= '9') || c == ',' || c == ';' || c == ' ';
        return plain || (lenticular && c != '\n' && (named || c == '†'));
    }

    private void close(char closing) {
        String inside = marker.substring(1);
        if (inside.chars().noneMatch(Character::isDigit) || inside.matches(".*\\d{4}.*")) {
            marker.append(closing);
            release();
            return;
        }
        marker.setLength(0);
        String resolved = reader.marker(inside);
        if (!resolved.isEmpty()) {
            out.append(blanks).append(resolved);
        }
        blanks.setLength(0);
    }

    private void release() {
        String text = marker.toString();
        marker.setLength(0);
        text.chars().forEach(c -> pass((char) c));
    }

    private void pass(char c) {
        blanks.append(c);
        for (int i = 0; i < blanks.length(); i++) {
            reader.plain(blanks.charAt(i));
        }
        out.append(blanks);
        blanks.setLength(0);
    }
}
