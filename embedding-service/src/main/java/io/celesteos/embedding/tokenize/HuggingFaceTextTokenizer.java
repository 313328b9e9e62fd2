package io.celesteos.embedding.tokenize;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Hugging Face {@code tokenizer.json}, without the padding and the limit it may carry: MiniLM's pads every
 * text to 128 tokens and cuts it there, which is neither what the model can do nor what one-at-a-time
 * inference wants.
 */
public final class HuggingFaceTextTokenizer implements TextTokenizer {

    private final HuggingFaceTokenizer tokenizer;

    private HuggingFaceTextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** @param maxTokens the model's limit, special tokens included */
    public static HuggingFaceTextTokenizer open(Path tokenizerJson, int maxTokens) {
        try {
            return new HuggingFaceTextTokenizer(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(tokenizerJson)
                    .optAddSpecialTokens(true)
                    .optPadding(false)
                    .optTruncation(true)
                    .optMaxLength(maxTokens)
                    .build());
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

    /** The library cuts at the model's limit, but gives the rest in further pieces when asked to. */
    @Override
    public List<TokenizedText> tokenizeWindows(String text, int windowTokens, int stride) {
        Encoding head = tokenizer.encode(text, false, true);
        long[] tokens = Stream.concat(Stream.of(head), Stream.of(head.getOverflowing()))
                .flatMapToLong(piece -> Arrays.stream(piece.getIds()))
                .toArray();
        long[] frame = tokenizer.encode("").getIds();
        int size = Math.min(windowTokens, tokenizer.getMaxLength() - frame.length);
        return TextWindows.of(tokens, frame, size, Math.min(stride, size));
    }

    @Override
    public String decode(long[] ids) {
        return tokenizer.decode(ids, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
