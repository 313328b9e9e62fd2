package io.celesteos.bench.embedding;

import java.util.List;

/** What is asked for at once. Lengths in tokens, the two special ones included. */
enum Workload {
    SINGLE("one query of 8 to 10 tokens", 1, 8, 10),
    TEN("10 texts of about 130 tokens", 10, 120, 140),
    HUNDRED("100 texts of about 130 tokens", 100, 120, 140),
    MIXED("100 texts of 25 to 400 tokens", 100, 25, 400);

    private final String title;
    private final int texts;
    private final int minTokens;
    private final int maxTokens;

    Workload(String title, int texts, int minTokens, int maxTokens) {
        this.title = title;
        this.texts = texts;
        this.minTokens = minTokens;
        this.maxTokens = maxTokens;
    }

    String title() {
        return title;
    }

    List<String> draw(DemoTexts from, int limit) {
        return from.texts(texts, minTokens, Math.min(maxTokens, limit));
    }
}
