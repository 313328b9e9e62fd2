package io.celesteos.embedding.tokenize;

/** A model's tokenizer. Thread-safe. */
public interface TextTokenizer extends AutoCloseable {

    /**
     * @param text well-formed Unicode (see {@link WellFormedText}); may be of any length
     * @return at most the model's limit of tokens, with {@link TokenizedText#truncated()} saying whether more
     *     would have come
     */
    TokenizedText tokenize(String text);

    /** {@code [CLS] query [SEP] passage [SEP]}, of which only the passage is cut to fit. */
    TokenizedText tokenizePair(String query, String passage);

    /** The text that token ids of this model's own vocabulary stand for, without special tokens. */
    String decode(long[] ids);

    /** Ids are 0 to one less than this. */
    int vocabularySize();

    @Override
    void close();
}
