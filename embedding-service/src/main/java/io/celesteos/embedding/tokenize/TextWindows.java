package io.celesteos.embedding.tokenize;

import java.util.ArrayList;
import java.util.List;

/** A long text in overlapping parts. */
final class TextWindows {

    private TextWindows() {}

    /**
     * @param tokens of the text, without special ones
     * @param frame the special tokens of an empty text: the first opens each part, the last closes it
     * @param size tokens of the text in a part
     * @return parts that together cover the text; the last ends where it does
     */
    static List<TokenizedText> of(long[] tokens, long[] frame, int size, int stride) {
        if (size < 1 || stride < 1 || stride > size) {
            throw new IllegalArgumentException("windows of " + size + " tokens each " + stride);
        }
        List<TokenizedText> parts = new ArrayList<>();
        int start = 0;
        while (start + size < tokens.length) {
            parts.add(part(tokens, frame, start, size, true));
            start += stride;
        }
        int last = Math.max(0, tokens.length - size);
        parts.add(part(tokens, frame, last, tokens.length - last, last > 0));
        return parts;
    }

    private static TokenizedText part(long[] tokens, long[] frame, int start, int length, boolean cut) {
        long[] ids = new long[length + 2];
        ids[0] = frame[0];
        System.arraycopy(tokens, start, ids, 1, length);
        ids[length + 1] = frame[frame.length - 1];
        return new TokenizedText(ids, cut);
    }
}
