package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model the suite knows by name: one that comes with the embedding-service, or one that can be fetched.
 *
 * @param name canonical, as answers name it and as its folder is called
 * @param aliases other names, looked up without regard to case
 * @param task {@code embedding} or {@code reranking}
 * @param precision of the weights: {@code int8} or {@code fp32}
 * @param dimensions of its vectors; of a reranker, the number of its logits
 * @param maxTokens longest text it reads, special tokens included
 * @param pooling {@code cls} or {@code mean}; null for a reranker
 * @param queryPrompt put in front of a query; empty where it was trained without
 * @param passagePrompt put in front of a passage; empty where it was trained without
 * @param license SPDX identifier of its weights
 * @param bundled comes with the service: its files are on the class path
 * @param files what it is made of
 */
public record KnownModel(
        String name,
        List<String> aliases,
        String task,
        String precision,
        int dimensions,
        @JsonProperty("max_tokens") int maxTokens,
        @Nullable String pooling,
        @JsonProperty("query_prompt") String queryPrompt,
        @JsonProperty("passage_prompt") String passagePrompt,
        String license,
        boolean bundled,
        List<KnownModelFile> files) {

    public KnownModel {
        aliases = List.copyOf(aliases);
        files = List.copyOf(files);
    }

    /** Of all its files together. */
    public long bytes() {
        return files.stream().mapToLong(KnownModelFile::size).sum();
    }
}
