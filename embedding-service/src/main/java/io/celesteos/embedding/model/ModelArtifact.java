package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Pooling;
import java.util.List;

/**
 * A model as published: what it is and which files make it.
 *
 * @param name canonical, as answers name it
 * @param aliases other names callers may use; looked up without regard to case
 * @param task what it is for; the two kinds are never mixed up
 * @param precision of the weights, {@code int8} or {@code fp32}
 * @param dimensions of its vectors; of a reranker, the number of its logits
 * @param maxTokens longest text it reads, special tokens included
 */
public record ModelArtifact(
        String name,
        List<String> aliases,
        ModelTask task,
        String precision,
        int dimensions,
        int maxTokens,
        Pooling pooling,
        Prompts prompts,
        ModelFile weights,
        ModelFile tokenizer) {

    public ModelArtifact {
        aliases = List.copyOf(aliases);
    }

    /** Tells two sets of weights under one name apart. */
    public String revision() {
        return weights.sha256().substring(0, 8);
    }
}
