package io.celesteos.embedding.rerank;

import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenvector.StopTokens;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part of a passage that is too long for the model is read: the one that says most of what the query says.
 * The parts, overlapping by half, are scored against each other as BM25 would score documents, by tokens the two
 * have in common: rare ones count more, and repeating one adds little. That costs a few microseconds a part where
 * reading a part costs the model tens of milliseconds.
 */
final class BestWindow {

    /** BM25's k1: how soon repetition stops to count. */
    private static final double SATURATION = 1.2;

    private final Set<Long> queryTokens;

    private BestWindow(Set<Long> queryTokens) {
        this.queryTokens = queryTokens;
    }

    /** @param query between its two special tokens, which are not looked for */
    static BestWindow of(TokenizedText query, StopTokens stopTokens) {
        Set<Long> telling = tokens(query, stopTokens);
        return new BestWindow(telling.isEmpty() ? tokens(query, StopTokens.none()) : telling);
    }

    private static Set<Long> tokens(TokenizedText query, StopTokens without) {
        long[] ids = query.ids();
        return IntStream.range(1, ids.length - 1)
                .filter(position -> !without.at(position, ids))
                .mapToObj(position -> ids[position])
                .collect(Collectors.toSet());
    }

    /** How far apart windows of so many tokens begin. */
    static int stride(int windowTokens) {
        return Math.max(1, windowTokens / 2);
    }

    /** @param windows 1 or more; what all begin with (the query, in pairs) is not counted */
    TokenizedText choose(List<TokenizedText> windows) {
        if (windows.size() == 1) {
            return windows.getFirst();
        }
        int shared = sharedPrefix(windows);
        List<Map<Long, Integer>> counts =
                windows.stream().map(window -> count(window, shared)).toList();
        Map<Long, Integer> windowsWith = new HashMap<>();
        counts.forEach(count -> count.keySet().forEach(id -> windowsWith.merge(id, 1, Integer::sum)));
        int best = 0;
        double most = 0;
        for (int i = 0; i < windows.size(); i++) {
            double weight = counts.get(i).entrySet().stream()
                    .mapToDouble(token -> rarity(windowsWith.getOrDefault(token.getKey(), 0), windows.size())
                            * token.getValue()
                            / (token.getValue() + SATURATION))
                    .sum();
            if (weight > most) {
                most = weight;
                best = i;
            }
        }
        return windows.get(best);
    }

    private static double rarity(int with, int of) {
        return Math.log(1 + (of - with + 0.5) / (with + 0.5));
    }

    private Map<Long, Integer> count(TokenizedText window, int from) {
        Map<Long, Integer> counts = new HashMap<>();
        long[] ids = window.ids();
        for (int i = from; i < ids.length - 1; i++) {
            if (queryTokens.contains(ids[i])) {
                counts.merge(ids[i], 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int sharedPrefix(List<TokenizedText> windows) {
        long[] first = windows.getFirst().ids();
        int shared = first.length;
        for (TokenizedText window : windows) {
            int mismatch = Arrays.mismatch(first, window.ids());
            shared = mismatch < 0 ? shared : Math.min(shared, mismatch);
        }
        return shared;
    }
}
