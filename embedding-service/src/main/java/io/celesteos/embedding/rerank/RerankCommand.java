package io.celesteos.embedding.rerank;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reranked, whatever dialect asked.
 *
 * @param field the caller's name for the documents, for error messages
 * @param query not blank, valid Unicode: what {@link io.celesteos.contracts.validation.QueryText} lets through
 * @param documents 1 or more, none of them blank, in order of promise: the first are scored first
 * @param model name of a scorer as answers give it, or just a model's name or alias; null for the default
 * @param firstStageScores what found the documents says of each, higher is better, any range; null when nothing
 *     does, and then nothing is blended
 * @param blend weight of the rerank score against the first stage's, 0 to 1; null for
 *     {@value #DEFAULT_BLEND}; only with {@code firstStageScores}
 */
public record RerankCommand(
        String field,
        String query,
        List<String> documents,
        @Nullable String model,
        @Nullable List<Double> firstStageScores,
        @Nullable Double blend) {

    /** Best or nearly so on every set of the trial; .3 to .7 hardly differed. */
    public static final double DEFAULT_BLEND = 0.5;

    public RerankCommand {
        documents = List.copyOf(documents);
        firstStageScores = firstStageScores == null ? null : List.copyOf(firstStageScores);
    }

    /** Without a first stage: the order is the scorer's alone. */
    public RerankCommand(String field, String query, List<String> documents, @Nullable String model) {
        this(field, query, documents, model, null, null);
    }

    double blendOrDefault() {
        return blend == null ? DEFAULT_BLEND : blend;
    }
}
