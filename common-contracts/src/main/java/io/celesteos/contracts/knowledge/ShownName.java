package io.celesteos.contracts.knowledge;

/** Names from a disk as they may be shown: no control characters, no turning of the text's direction. */
final class ShownName {

    private ShownName() {}

    static String of(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(each -> {
            if (each <= 0xFFFF && Character.isSurrogate((char) each)) {
                shown.append('\uFFFD');
            } else {
                shown.appendCodePoint(Character.isISOControl(each) || turns(each) ? ' ' : each);
            }
        });
        return shown.toString();
    }

    private static boolean turns(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
