package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Pooling;
import java.util.List;
import java.util.Objects;

/**
 * A model as published: what it is and which files make it.
 *
 * @param name canonical, as answers name it
 * @param aliases other names callers may use; looked up without regard to case
 * @param task what it is for; the two kinds are never mixed up
 * @param precision of the weights, {@code int8}, {@code fp16} or {@code fp32}
 * @param dimensions of its vectors; of a reranker, the number of its logits
 * @param maxTokens longest text it reads, special tokens included
 * @param pooling of a reranker without meaning
 * @param details what only loading needs to know
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
        ModelFile tokenizer,
        ModelDetails details) {

    public ModelArtifact {
        aliases = List.copyOf(aliases);
    }

    /** Of an ordinary BERT of the size of MiniLM. */
    public ModelArtifact(
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
        this(
                name,
                aliases,
                task,
                precision,
                dimensions,
                maxTokens,
                pooling,
                prompts,
                weights,
                tokenizer,
                ModelDetails.PLAIN);
    }

    /**
     * Tells two sets of weights under one name apart: 8 hexadecimal digits, or {@code unread} of a model in the
     * folder that has not been loaded yet.
     */
    public String revision() {
        if (details.revision() != null) {
            return Objects.requireNonNull(details.revision());
        }
        return weights.sha256() == null ? "unread" : weights.sha256().substring(0, 8);
    }

    /** Whether its vectors are of unit length unless a caller asks otherwise. */
    public boolean normalized() {
        return details.normalized();
    }

    ModelArtifact withRevision(String revision) {
        return new ModelArtifact(
                name,
                aliases,
                task,
                precision,
                dimensions,
                maxTokens,
                pooling,
                prompts,
                weights,
                tokenizer,
                details.withRevision(revision));
    }

    ModelArtifact withAliases(List<String> others) {
        return new ModelArtifact(
                name, others, task, precision, dimensions, maxTokens, pooling, prompts, weights, tokenizer, details);
    }
}
