package io.celesteos.streaming.provider.prompt;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.streaming.provider.model.Prompt;
import java.util.List;

/**
 * A prompt and what is in it.
 *
 * @param passages that the numbers in the answer speak of: number 1 is the first
 * @param tokens of the whole prompt, estimated
 */
public record PreparedPrompt(Prompt prompt, List<SearchHit> passages, int tokens) {

    public PreparedPrompt {
        passages = List.copyOf(passages);
    }
}
