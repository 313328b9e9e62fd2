package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.tokenize.TextTokenizer;

/** A model ready to be used. */
public record LoadedModel(ModelArtifact artifact, TextTokenizer tokenizer, Encoder encoder) implements AutoCloseable {

    public String name() {
        return artifact.name();
    }

    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }
}
