package io.celesteos.search.indexing;

/** Text that PostgreSQL stores and JSON carries: no NUL, no control characters, no halves of characters. */
final class CleanText {

    private CleanText() {}

    /** Control characters other than tab and line ends become blanks, lone surrogates U+FFFD. */
    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (codePoint <= 0xFFFF && Character.isSurrogate((char) codePoint)) {
                clean.append('\uFFFD');
            } else if (codePoint == 0xFEFF
                    || (Character.isISOControl(codePoint)
                            && codePoint != '\t'
                            && codePoint != '\n'
                            && codePoint != '\r')) {
                clean.append(' ');
            } else {
                clean.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return clean.toString();
    }
}
