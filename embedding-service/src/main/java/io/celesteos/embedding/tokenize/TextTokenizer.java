package io.celesteos.embedding.tokenize;

import java.util.List;

/** A model's tokenizer. Thread-safe. */
public interface TextTokenizer extends AutoCloseable {

    /**
     * @param text well-formed Unicode (see {@link WellFormedText}); may be of any length
     * @return at most the model's limit of tokens, with {@link TokenizedText#truncated()} saying whether more
     *     would have come
     */
    TokenizedText tokenize(String text);

    /**
     * {@code [CLS] query [SEP] passage [SEP]}, of which the passage is cut to fit. A query of more than half the
     * limit is cut to that half, so that something of the passage is always read.
     */
    TokenizedText tokenizePair(String query, String passage);

    /**
     * Pairs of the query with each part of a long passage, in the passage's order; one pair where it fits.
     *
     * @param windowTokens of the passage in one pair, 1 or more; less where the model's limit leaves less
     * @param stride tokens from the start of one part to that of the next, 1 to {@code windowTokens}
     */
    default List<TokenizedText> tokenizeWindows(String query, String passage, int windowTokens, int stride) {
        return List.of(tokenizePair(query, passage));
    }

    /** The text that token ids of this model's own vocabulary stand for, without special tokens. */
    String decode(long[] ids);

    /** Ids are 0 to one less than this. */
    int vocabularySize();

    @Override
    void close();
}
