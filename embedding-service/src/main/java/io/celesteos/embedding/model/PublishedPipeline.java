package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Pooling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What comes after the transformer in an embedding model, from its {@code modules.json} and pooling
 * configuration (Sentence Transformers' layout).
 */
record PublishedPipeline(Pooling pooling, boolean normalized) {

    private static final Map<String, Pooling> SUPPORTED =
            Map.of("pooling_mode_cls_token", Pooling.CLS, "pooling_mode_mean_tokens", Pooling.MEAN);

    private static final Set<String> KNOWN_MODULES = Set.of("Transformer", "Pooling", "Normalize");

    /**
     * @param fallback where the folder says nothing
     * @throws BrokenModelException when it wants what this service does not do
     */
    static PublishedPipeline of(ModelDirectory directory, int hiddenSize, PublishedPipeline fallback) {
        Optional<JsonNode> modules = directory.json("modules.json");
        if (modules.isEmpty()) {
            return directory
                    .json("1_Pooling/config.json")
                    .map(pooling -> new PublishedPipeline(pooling(pooling, hiddenSize), fallback.normalized()))
                    .orElse(fallback);
        }
        Pooling pooling = fallback.pooling();
        boolean normalized = false;
        for (JsonNode module : modules.get()) {
            String type = module.path("type").asString("");
            String kind = type.substring(type.lastIndexOf('.') + 1);
            if (!KNOWN_MODULES.contains(kind)) {
                throw new BrokenModelException("has a " + kind + " module, which this service does not run");
            }
            normalized |= kind.equals("Normalize");
            if (kind.equals("Pooling")) {
                String file = module.path("path").asString("") + "/config.json";
                pooling = directory
                        .json(file)
                        .map(config -> pooling(config, hiddenSize))
                        .orElseThrow(
                                () -> new BrokenModelException("modules.json names " + file + ", which is missing"));
            }
        }
        return new PublishedPipeline(pooling, normalized);
    }

    private static Pooling pooling(JsonNode config, int hiddenSize) {
        int dimensions = config.path("word_embedding_dimension").asInt(hiddenSize);
        if (dimensions != hiddenSize) {
            throw new BrokenModelException(
                    "its pooling expects " + dimensions + " dimensions and config.json has " + hiddenSize);
        }
        Pooling found = null;
        for (Map.Entry<String, JsonNode> setting : config.properties()) {
            if (setting.getKey().startsWith("pooling_mode")
                    && setting.getValue().asBoolean(false)) {
                Pooling wanted = SUPPORTED.get(setting.getKey());
                if (wanted == null || found != null) {
                    throw new BrokenModelException(
                            "pools by " + setting.getKey() + "; the first token or the mean, alone, are supported");
                }
                found = wanted;
            }
        }
        if (found == null) {
            throw new BrokenModelException("its pooling configuration names no way of pooling");
        }
        return found;
    }
}
