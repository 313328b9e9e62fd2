package io.celesteos.embedding.tokenize;

import java.util.ArrayList;
import java.util.List;

/**
 * A query and a passage as one row of tokens, whole: {@code before} (opening token, query, separators), {@code
 * passage}, {@code after} (closing token). Cut so that the query stays and every special token stays in place,
 * whatever template the tokenizer has.
 */
final class PairTokens {

    private final long[] ids;
    private final long[] typeIds;
    private final int queryStart;
    private final int queryEnd;
    private final int passageStart;
    private final int passageEnd;

    private PairTokens(long[] ids, long[] typeIds, int queryStart, int queryEnd, int passageStart, int passageEnd) {
        this.ids = ids;
        this.typeIds = typeIds;
        this.queryStart = queryStart;
        this.queryEnd = queryEnd;
        this.passageStart = passageStart;
        this.passageEnd = passageEnd;
    }

    /**
     * @param sequence of each token, 0 for the query and 1 for the passage; of special tokens anything
     * @param special 1 for a special token
     */
    static PairTokens of(long[] ids, long[] typeIds, long[] sequence, long[] special) {
        int[] query = run(sequence, special, 0);
        int[] passage = run(sequence, special, 1);
        // Without one word the passage sits before the last special token, the query after the first.
        int passageStart = passage[0] < 0 ? ids.length - 1 : passage[0];
        int passageEnd = passage[0] < 0 ? ids.length - 1 : passage[1];
        int queryStart = query[0] < 0 ? 1 : query[0];
        int queryEnd = query[0] < 0 ? 1 : query[1];
        return new PairTokens(ids, typeIds, queryStart, queryEnd, passageStart, passageEnd);
    }

    private static int[] run(long[] sequence, long[] special, long wanted) {
        int start = -1;
        int end = -1;
        for (int i = 0; i < sequence.length; i++) {
            if (special[i] == 0 && sequence[i] == wanted) {
                start = start < 0 ? i : start;
                end = i + 1;
            }
        }
        return new int[] {start, end};
    }

    /** One row; the passage cut to what the query leaves of {@code maxTokens}. */
    TokenizedText whole(int maxTokens) {
        int room = room(maxTokens);
        return row(maxTokens, passageStart, Math.min(passageEnd, passageStart + room));
    }

    /**
     * Rows that together cover the passage, each with at most {@code windowTokens} of it, one begun {@code stride}
     * after the other; the last ends where the passage does.
     */
    List<TokenizedText> windows(int maxTokens, int windowTokens, int stride) {
        if (windowTokens < 1 || stride < 1 || stride > windowTokens) {
            throw new IllegalArgumentException("windows of " + windowTokens + " tokens each " + stride);
        }
        int size = Math.min(windowTokens, room(maxTokens));
        int step = Math.min(stride, size);
        List<TokenizedText> rows = new ArrayList<>();
        int start = passageStart;
        while (start + size < passageEnd) {
            rows.add(row(maxTokens, start, start + size));
            start += step;
        }
        rows.add(row(maxTokens, Math.max(passageStart, passageEnd - size), passageEnd));
        return rows;
    }

    /** Passage tokens that fit; at least half of the limit, for which an endless query is cut. */
    private int room(int maxTokens) {
        int specials = specials();
        return maxTokens - specials - Math.min(queryEnd - queryStart, queryRoom(maxTokens));
    }

    private int specials() {
        return ids.length - (queryEnd - queryStart) - (passageEnd - passageStart);
    }

    private int queryRoom(int maxTokens) {
        return Math.max(1, (maxTokens - specials()) / 2);
    }

    private TokenizedText row(int maxTokens, int from, int to) {
        int queryCut = Math.max(0, queryEnd - queryStart - queryRoom(maxTokens));
        int length = passageStart - queryCut + (to - from) + (ids.length - passageEnd);
        long[] row = new long[length];
        long[] types = new long[length];
        int at = 0;
        at = copy(row, types, at, 0, queryEnd - queryCut);
        at = copy(row, types, at, queryEnd, passageStart);
        at = copy(row, types, at, from, to);
        copy(row, types, at, passageEnd, ids.length);
        return new TokenizedText(row, types, queryCut > 0 || from > passageStart || to < passageEnd);
    }

    private int copy(long[] row, long[] types, int at, int from, int to) {
        System.arraycopy(ids, from, row, at, to - from);
        System.arraycopy(typeIds, from, types, at, to - from);
        return at + to - from;
    }
}
