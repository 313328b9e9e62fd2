package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModels;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The prompts of a model: as its {@code config_sentence_transformers.json} has them, else as its family was
 * trained, which that file leaves out more often than not.
 */
final class PublishedPrompts {

    private static final Prompts E5 = new Prompts("query: ", "passage: ");
    private static final Prompts BGE_ENGLISH =
            new Prompts("Represent this sentence for searching relevant passages: ", "");

    private PublishedPrompts() {}

    static Prompts of(ModelDirectory directory, TransformerConfig config) {
        JsonNode prompts = directory
                .json("config_sentence_transformers.json")
                .map(file -> file.path("prompts"))
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
        String query = first(prompts, "query", "s2p_query", "search_query");
        String passage = first(prompts, "passage", "document", "search_document");
        return query.isEmpty() && passage.isEmpty() ? ofFamily(directory.name(), config) : new Prompts(query, passage);
    }

    private static String first(JsonNode prompts, String... names) {
        for (String name : names) {
            String prompt = prompts.path(name).asString("");
            if (!prompt.isEmpty()) {
                return prompt;
            }
        }
        return "";
    }

    private static Prompts ofFamily(String name, TransformerConfig config) {
        return KnownModels.pinned().find(name).map(PublishedPrompts::ofKnown).orElseGet(() -> {
            String published = config.publishedAs() == null ? "" : config.publishedAs();
            Prompts byName = byName(name);
            return byName.equals(Prompts.NONE) ? byName(published) : byName;
        });
    }

    private static Prompts ofKnown(KnownModel known) {
        return new Prompts(known.queryPrompt(), known.passagePrompt());
    }

    private static Prompts byName(String name) {
        String lower = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        // The instruct variants want a task description that only the caller can write.
        if (lower.matches("(multilingual-)?e5-.*") && !lower.contains("instruct")) {
            return E5;
        }
        return lower.matches("bge-(small|base|large)-en.*") ? BGE_ENGLISH : Prompts.NONE;
    }
}
