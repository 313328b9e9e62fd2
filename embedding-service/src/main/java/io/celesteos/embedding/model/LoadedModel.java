package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.BatchPolicy;
import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.tokenize.TextTokenizer;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.time.Duration;
import java.util.List;

/** A model ready to be used. */
public record LoadedModel(ModelArtifact artifact, TextTokenizer tokenizer, Encoder encoder) implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(500);
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(30);

    /** One that can be closed while others use it: they finish their call, and the next is refused. */
    static LoadedModel leased(ModelArtifact artifact, TextTokenizer tokenizer, Encoder encoder) {
        ModelLease lease = new ModelLease(artifact.name());
        return new LoadedModel(artifact, new LeasedTokenizer(tokenizer, lease), new LeasedEncoder(encoder, lease));
    }

    public String name() {
        return artifact.name();
    }

    /** Returns when the requests that already have this model are probably done with it. */
    void awaitQuiet() throws InterruptedException {
        if (encoder instanceof LeasedEncoder(Encoder ignored, ModelLease lease)) {
            lease.awaitQuiet(QUIET, QUIET_LIMIT);
        }
    }

    /** Waits for calls inside the model. */
    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }

    private record LeasedEncoder(Encoder encoder, ModelLease lease) implements Encoder {

        @Override
        public HiddenStates encode(TokenizedText text) {
            return lease.during(() -> encoder.encode(text));
        }

        @Override
        public List<HiddenStates> encodeBatch(List<TokenizedText> batch) {
            return lease.during(() -> encoder.encodeBatch(batch));
        }

        @Override
        public BatchPolicy batching() {
            return encoder.batching();
        }

        @Override
        public String device() {
            return encoder.device();
        }

        @Override
        public void close() {
            lease.end();
            encoder.close();
        }
    }

    private record LeasedTokenizer(TextTokenizer tokenizer, ModelLease lease) implements TextTokenizer {

        @Override
        public TokenizedText tokenize(String text) {
            return lease.during(() -> tokenizer.tokenize(text));
        }

        @Override
        public TokenizedText tokenizePair(String query, String passage) {
            return lease.during(() -> tokenizer.tokenizePair(query, passage));
        }

        @Override
        public List<TokenizedText> tokenizeWindows(String query, String passage, int windowTokens, int stride) {
            return lease.during(() -> tokenizer.tokenizeWindows(query, passage, windowTokens, stride));
        }

        @Override
        public String decode(long[] ids) {
            return lease.during(() -> tokenizer.decode(ids));
        }

        @Override
        public int vocabularySize() {
            return tokenizer.vocabularySize();
        }

        @Override
        public void close() {
            lease.end();
            tokenizer.close();
        }
    }
}
