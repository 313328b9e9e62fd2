package io.celesteos.embedding.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face {@code tokenizer.json}, without the padding and the limit it may carry: MiniLM's pads every
 * text to 128 tokens and cuts it there, which is neither what the model can do nor what one-at-a-time
 * inference wants.
 */
public final class HuggingFaceTextTokenizer implements TextTokenizer {

    private final HuggingFaceTokenizer tokenizer;
    private final Path tokenizerJson;
    private final int maxTokens;
    private final int vocabularySize;

    /**
     * A second one, because the limit is a property of the instance and pairs are cut by hand: the library would
     * shorten whichever text is longer. Opened with the first pair, since only rerankers read any.
     */
    private volatile @Nullable HuggingFaceTokenizer uncut;

    private HuggingFaceTextTokenizer(HuggingFaceTokenizer tokenizer, Path tokenizerJson, int maxTokens) {
        this.tokenizer = tokenizer;
        this.tokenizerJson = tokenizerJson;
        this.maxTokens = maxTokens;
        this.vocabularySize = VocabularySize.of(tokenizerJson);
    }

    /** @param maxTokens the model's limit, special tokens included */
    public static HuggingFaceTextTokenizer open(Path tokenizerJson, int maxTokens) {
        return new HuggingFaceTextTokenizer(
                build(
                        tokenizerJson,
                        HuggingFaceTokenizer.builder().optTruncation(true).optMaxLength(maxTokens)),
                tokenizerJson,
                maxTokens);
    }

    private static HuggingFaceTokenizer build(Path tokenizerJson, HuggingFaceTokenizer.Builder builder) {
        try {
            return builder.optTokenizerPath(tokenizerJson)
                    .optAddSpecialTokens(true)
                    .optPadding(false)
                    .build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + tokenizerJson.getFileName(), unreadable);
        } catch (RuntimeException malformed) {
            throw new IllegalStateException(
                    tokenizerJson.getFileName() + " is no tokenizer: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public TokenizedText tokenize(String text) {
        Encoding encoding = tokenizer.encode(text);
        return new TokenizedText(encoding.getIds(), encoding.exceedMaxLength());
    }

    @Override
    public TokenizedText tokenizePair(String query, String passage) {
        return pair(query, passage).whole(maxTokens);
    }

    @Override
    public List<TokenizedText> tokenizeWindows(String query, String passage, int windowTokens, int stride) {
        return pair(query, passage).windows(maxTokens, windowTokens, stride);
    }

    private PairTokens pair(String query, String passage) {
        Encoding encoding = uncut().encode(query, passage);
        return PairTokens.of(
                encoding.getIds(), encoding.getTypeIds(), encoding.getSequenceIds(), encoding.getSpecialTokenMask());
    }

    private HuggingFaceTokenizer uncut() {
        HuggingFaceTokenizer opened = uncut;
        if (opened == null) {
            synchronized (this) {
                opened = uncut;
                if (opened == null) {
                    opened = build(tokenizerJson, HuggingFaceTokenizer.builder().optTruncation(false));
                    uncut = opened;
                }
            }
        }
        return opened;
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
        HuggingFaceTokenizer second = uncut;
        if (second != null) {
            second.close();
        }
    }
}
