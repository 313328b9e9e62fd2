package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.InputType;

/** What a model was trained to read in front of a query and a passage; empty where it was trained without. */
public record Prompts(String query, String passage) {

    public static final Prompts NONE = new Prompts("", "");

    /** The text as the model is to read it. */
    public String apply(InputType role, String text) {
        String prompt = switch (role) {
            case QUERY -> query;
            case PASSAGE -> passage;
        };
        return prompt.isEmpty() ? text : prompt + text;
    }
}
