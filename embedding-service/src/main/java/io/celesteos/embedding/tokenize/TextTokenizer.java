package io.celesteos.embedding.tokenize;

/** A model's tokenizer. Thread-safe. */
public interface TextTokenizer extends AutoCloseable {

    /**
     * @param text well-formed Unicode (see {@link WellFormedText}); may be of any length
     * @return at most the model's limit of tokens, with {@link TokenizedText#truncated()} saying whether more
     *     would have come
     */
    TokenizedText tokenize(String text);

    @Override
    void close();
}
