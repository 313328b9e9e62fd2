package io.celesteos.bench.embedding;

import java.util.List;

/** What is asked for at once. Lengths in tokens, the two special ones included. */
enum Workload {
    SINGLE("one query of 8 to 10 tokens, one after the other", 1, 8, 10, 20),
    RESTED("one query of 8 to 10 tokens, after a rest", 1, 8, 10, 1),
    TEN("10 texts of about 130 tokens", 10, 120, 140, 1),
    HUNDRED("100 texts of about 130 tokens", 100, 120, 140, 1),
    MIXED("100 texts of 25 to 400 tokens", 100, 25, 400, 1);

    private final String title;
    private final int texts;
    private final int minTokens;
    private final int maxTokens;
    private final int inARow;

    Workload(String title, int texts, int minTokens, int maxTokens, int inARow) {
        this.title = title;
        this.texts = texts;
        this.minTokens = minTokens;
        this.maxTokens = maxTokens;
        this.inARow = inARow;
    }

    /**
     * Requests in a contender's turn. In a row they find its code and the model in the processor's caches, as under
     * steady traffic; one that comes alone finds there what the others left.
     */
    int inARow() {
        return inARow;
    }

    /** Whether it is a search's: measured by what the service adds and not by its share of the raw speed. */
    boolean query() {
        return texts == 1;
    }

    String title() {
        return title;
    }

    List<String> draw(DemoTexts from, int limit) {
        return from.texts(texts, minTokens, Math.min(maxTokens, limit));
    }
}
