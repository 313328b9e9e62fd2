package io.celesteos.embedding.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A Hugging Face {@code tokenizer.json}, without the padding and the limit it may carry: MiniLM's pads every
 * text to 128 tokens and cuts it there, which is neither what the model can do nor what one-at-a-time
 * inference wants.
 */
public final class HuggingFaceTextTokenizer implements TextTokenizer {

    private final HuggingFaceTokenizer tokenizer;
    private final int vocabularySize;

    private HuggingFaceTextTokenizer(HuggingFaceTokenizer tokenizer, int vocabularySize) {
        this.tokenizer = tokenizer;
        this.vocabularySize = vocabularySize;
    }

    /** @param maxTokens the model's limit, special tokens included */
    public static HuggingFaceTextTokenizer open(Path tokenizerJson, int maxTokens) {
        try {
            int vocabularySize = VocabularySize.of(tokenizerJson);
            return new HuggingFaceTextTokenizer(
                    HuggingFaceTokenizer.builder()
                            .optTokenizerPath(tokenizerJson)
                            .optAddSpecialTokens(true)
                            .optPadding(false)
                            .optTruncation(true)
                            .optMaxLength(maxTokens)
                            .build(),
                    vocabularySize);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + tokenizerJson.getFileName(), unreadable);
        }
    }

    @Override
    public TokenizedText tokenize(String text) {
        Encoding encoding = tokenizer.encode(text);
        return new TokenizedText(encoding.getIds(), encoding.exceedMaxLength());
    }

    @Override
    public TokenizedText tokenizePair(String query, String passage) {
        Encoding encoding = tokenizer.encode(query, passage);
        return new TokenizedText(encoding.getIds(), encoding.getTypeIds(), encoding.exceedMaxLength());
    }

    @Override
    public String decode(long[] ids) {
        return tokenizer.decode(ids, true);
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
