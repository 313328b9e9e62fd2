package io.celesteos.search.reading;

/** Names of files as they came from outside: shown to people, never used as a path. */
public final class FileNames {

    private static final int LONGEST = 200;

    /** Holds the parts of an emoji together. */
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private FileNames() {}

    /** The last part of the name without control and direction characters; {@code unnamed} where nothing is left. */
    public static String shown(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints()
                .filter(each -> !Character.isISOControl(each)
                        && (Character.getType(each) != Character.FORMAT || each == ZERO_WIDTH_JOINER)
                        && Character.getType(each) != Character.SURROGATE
                        && Character.getType(each) != Character.LINE_SEPARATOR
                        && Character.getType(each) != Character.PARAGRAPH_SEPARATOR)
                .limit(LONGEST)
                .forEach(clean::appendCodePoint);
        String name = clean.toString().strip();
        return name.isEmpty() || name.equals(".") || name.equals("..") ? "unnamed" : name;
    }

    /** Without the ending, for a title. */
    public static String stem(String shown) {
        int dot = shown.lastIndexOf('.');
        return dot > 0 ? shown.substring(0, dot) : shown;
    }
}
