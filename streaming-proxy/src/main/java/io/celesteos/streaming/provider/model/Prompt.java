package io.celesteos.streaming.provider.model;

import io.celesteos.streaming.provider.Turn;
import java.util.List;

/**
 * What a model is asked, in any dialect.
 *
 * @param rules the same words for every request: nothing of a passage or a query is in them
 * @param turns beginning and ending with the caller's; the last holds the passages and the question
 */
public record Prompt(String rules, List<Turn> turns) {

    public Prompt {
        turns = List.copyOf(turns);
    }
}
