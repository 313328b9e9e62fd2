package io.celesteos.embedding.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is needed of a model's {@code config.json}.
 *
 * @param hiddenSize width of a layer
 * @param heads attention heads of a layer
 * @param positions rows of its position table that texts can use; {@link Integer#MAX_VALUE} where it has none
 * @param labels outputs of its classification head; 0 where it has none
 * @param padId token for padding
 * @param publishedAs {@code organisation/name} it was trained from or published as; null where it does not say
 */
record TransformerConfig(
        int hiddenSize,
        int heads,
        int positions,
        int labels,
        long padId,
        @Nullable String publishedAs) {

    /** Their position tables begin behind the padding token's id (RoBERTa's layout). */
    private static final Set<String> OFFSET_POSITIONS = Set.of("roberta", "xlm-roberta", "camembert", "mpnet");

    private static final Set<String> ENCODERS = Set.of(
            "bert",
            "distilbert",
            "roberta",
            "xlm-roberta",
            "camembert",
            "mpnet",
            "electra",
            "deberta",
            "deberta-v2",
            "albert",
            "modernbert",
            "nomic_bert",
            "new");

    /** @throws BrokenModelException when it is no encoder that this service can run */
    static TransformerConfig of(JsonNode config) {
        String type = config.path("model_type").asString("");
        if (!ENCODERS.contains(type)) {
            throw new BrokenModelException(
                    type.isEmpty()
                            ? "config.json has no model_type"
                            : "is of the type " + shown(type) + "; text encoders like BERT are supported");
        }
        int hidden = positive(config, "hidden_size", "dim", "d_model");
        if (hidden == 0) {
            throw new BrokenModelException("config.json has no hidden_size");
        }
        int padId = config.path("pad_token_id").asInt(0);
        int positions = positive(config, "max_position_embeddings", "n_positions");
        int offset = OFFSET_POSITIONS.contains(type) ? padId + 1 : 0;
        return new TransformerConfig(
                hidden,
                Math.max(1, positive(config, "num_attention_heads", "n_heads")),
                positions == 0 ? Integer.MAX_VALUE : positions - offset,
                labels(config),
                padId,
                config.path("_name_or_path").asString(null));
    }

    private static int labels(JsonNode config) {
        String architecture = config.path("architectures").path(0).asString("");
        if (architecture.endsWith("ForSequenceClassification")) {
            int named = config.path("id2label").size();
            // Where a configuration names no labels, its makers mean two.
            return named > 0 ? named : config.path("num_labels").asInt(2);
        }
        if (architecture.endsWith("ForTokenClassification") || architecture.endsWith("ForQuestionAnswering")) {
            throw new BrokenModelException("is a " + shown(architecture) + "; embedding models and rerankers run here");
        }
        return 0;
    }

    private static int positive(JsonNode config, String... names) {
        for (String name : names) {
            int value = config.path(name).asInt(0);
            if (value > 0) {
                return value;
            }
        }
        return 0;
    }

    private static String shown(String word) {
        return word.length() > 60 ? word.substring(0, 60) + "…" : word;
    }
}
