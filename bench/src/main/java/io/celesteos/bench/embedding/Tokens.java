package io.celesteos.bench.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** The model's tokenizer, without padding. Thread-safe. */
final class Tokens implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private Tokens(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static Tokens open(Path tokenizerJson, int maxTokens) throws IOException {
        // Said before the library's first class is loaded: it would tell its makers and look for updates.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        return new Tokens(HuggingFaceTokenizer.builder()
                .optTokenizerPath(tokenizerJson)
                .optPadding(false)
                .optTruncation(true)
                .optMaxLength(maxTokens)
                .build());
    }

    long[] ids(String text) {
        return tokenizer.encode(text).getIds();
    }

    /** The start of {@code text} that has {@code tokens} tokens, the two special ones included; or all of it. */
    String cut(String text, int tokens) {
        Encoding encoding = tokenizer.encode(text);
        if (encoding.getIds().length <= tokens) {
            return text;
        }
        int lastKept = tokens - 2;
        return text.substring(0, encoding.getCharTokenSpans()[lastKept].getEnd());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
