package io.celesteos.streaming.passthrough;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.streaming.dialect.Conversation;
import io.celesteos.streaming.event.Usage;

/**
 * What an answer took.
 *
 * @param estimated not OpenAI's: whether the numbers are a guess from the length of the texts
 */
record TokenCount(
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("completion_tokens") long completionTokens,
        @JsonProperty("total_tokens") long totalTokens,
        boolean estimated) {

    /** What OpenAI names as the rule of thumb for English ("What are tokens and how to count them?"). */
    private static final int CHARACTERS_PER_TOKEN = 4;

    static TokenCount of(Usage usage) {
        return new TokenCount(
                usage.inputTokens(),
                usage.outputTokens(),
                usage.inputTokens() + usage.outputTokens(),
                usage.estimated());
    }

    /** For answers that no language model has written. */
    static TokenCount estimate(Conversation conversation, String answer) {
        int asked = conversation.query().length()
                + conversation.history().stream()
                        .mapToInt(turn -> turn.text().length())
                        .sum();
        int prompt = tokens(asked);
        int completion = tokens(answer.length());
        return new TokenCount(prompt, completion, prompt + completion, true);
    }

    private static int tokens(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
