package io.celesteos.streaming.provider.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.Prompt;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chat completions. The end marker is the choice's {@code finish_reason}; a chunk with the usage may follow it,
 * and {@code [DONE]} after that says nothing that is not known by then.
 */
final class OpenAiChatModel implements LanguageModel {

    private final OpenAIClient client;
    private final String model;
    private final int maxOutputTokens;
    private final @Nullable Double temperature;
    private final boolean atOpenAi;

    /** @param atOpenAi whether it is OpenAI's own service, which has given the limit of the output another name */
    OpenAiChatModel(
            OpenAIClient client, String model, int maxOutputTokens, @Nullable Double temperature, boolean atOpenAi) {
        this.client = client;
        this.model = model;
        this.maxOutputTokens = maxOutputTokens;
        this.temperature = temperature;
        this.atOpenAi = atOpenAi;
    }

    @Override
    @SuppressWarnings("MustBeClosed") // The lambda only opens it: OpenAiStream closes it.
    public FinishReason stream(Prompt prompt, StreamWatch watch, ModelSink sink)
            throws ModelFailure, InterruptedException {
        ChatCompletionCreateParams request = request(prompt);
        Reading reading = new Reading(sink);
        return OpenAiStream.read(
                watch,
                () -> client.chat().completions().withRawResponse().createStreaming(request),
                ChatCompletionChunk.class,
                reading);
    }

    private ChatCompletionCreateParams request(Prompt prompt) {
        ChatCompletionCreateParams.Builder request = ChatCompletionCreateParams.builder()
                .model(model)
                .addSystemMessage(prompt.rules())
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build());
        for (Turn turn : prompt.turns()) {
            switch (turn.speaker()) {
                case CALLER -> request.addUserMessage(turn.text());
                case ASSISTANT -> request.addAssistantMessage(turn.text());
            }
        }
        if (temperature != null) {
            request.temperature(temperature.doubleValue());
        }
        return request.putAdditionalBodyProperty(
                        atOpenAi ? "max_completion_tokens" : "max_tokens", JsonValue.from(maxOutputTokens))
                .build();
    }

    private static final class Reading implements OpenAiStream.Reading<ChatCompletionChunk> {

        private final ModelSink sink;
        private boolean refused;

        Reading(ModelSink sink) {
            this.sink = sink;
        }

        @Override
        public @Nullable FinishReason read(ChatCompletionChunk chunk) throws InterruptedException {
            FinishReason finish = null;
            List<ChatCompletionChunk.Choice> choices =
                    chunk._choices().asKnown().orElse(List.of());
            if (!choices.isEmpty()) {
                ChatCompletionChunk.Choice choice = choices.getFirst();
                if (choice._delta().asKnown().isPresent()) {
                    sink.text(choice.delta().content().orElse(""));
                    String refusal = choice.delta().refusal().orElse("");
                    refused |= !refusal.isEmpty();
                    sink.text(refusal);
                }
                finish = choice.finishReason().map(this::reason).orElse(null);
            }
            chunk.usage().ifPresent(this::count);
            return finish;
        }

        private FinishReason reason(ChatCompletionChunk.Choice.FinishReason said) {
            return switch (said.asString()) {
                case "length" -> FinishReason.LENGTH;
                case "content_filter" -> FinishReason.CONTENT_FILTER;
                default -> refused ? FinishReason.REFUSAL : FinishReason.STOP;
            };
        }

        private void count(CompletionUsage usage) {
            usage._promptTokens().asKnown().ifPresent(sink::inputTokens);
            usage._completionTokens().asKnown().ifPresent(count -> sink.outputTokens(count, true));
        }
    }
}
