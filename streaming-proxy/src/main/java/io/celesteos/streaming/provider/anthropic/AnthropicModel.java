package io.celesteos.streaming.provider.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Usage;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.provider.exchange.BrokenStreams;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.ModelSettings;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.Prompt;
import io.celesteos.streaming.provider.model.StreamWatch;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Messages. The end marker is {@code message_stop}; why the model stopped comes before it, in
 * {@code message_delta}, and alone is not the end.
 */
final class AnthropicModel implements LanguageModel {

    private final AnthropicClient client;
    private final ModelSettings settings;

    AnthropicModel(AnthropicClient client, ModelSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("MustBeClosed") // The lambda only opens it: it is closed by the try around it.
    public FinishReason stream(Prompt prompt, StreamWatch watch, ModelSink sink)
            throws ModelFailure, InterruptedException {
        MessageCreateParams request = request(prompt);
        FinishReason finish = null;
        boolean stopped = false;
        // The body alone: with the response the whole request would be kept until the end.
        try (InputStream body = watch.over(() ->
                client.messages().withRawResponse().createStreaming(request).body())) {
            AnthropicEvents events = new AnthropicEvents(body);
            for (RawMessageStreamEvent event = events.next(); event != null; event = events.next()) {
                FinishReason said = read(event, sink);
                finish = said == null ? finish : said;
                if (event.messageStop().isPresent()) {
                    stopped = true;
                    watch.stopped();
                }
            }
        } catch (AnthropicException | IOException thrown) {
            ModelFailure failure = thrown instanceof AnthropicException known
                    ? AnthropicFailures.of(known)
                    : BrokenStreams.failureOf(thrown, Fault.CUT);
            if (!stopped) {
                throw failure;
            }
            // The answer is whole: what followed its end is of no account.
        }
        if (!stopped) {
            throw new ModelFailure(Fault.CUT, "no end marker");
        }
        return finish == null ? FinishReason.STOP : finish;
    }

    private MessageCreateParams request(Prompt prompt) {
        MessageCreateParams.Builder request = MessageCreateParams.builder()
                .model(settings.model())
                .maxTokens(settings.maxOutputTokens())
                .system(prompt.rules());
        for (Turn turn : prompt.turns()) {
            switch (turn.speaker()) {
                case CALLER -> request.addUserMessage(turn.text());
                case ASSISTANT -> request.addAssistantMessage(turn.text());
            }
        }
        Double temperature = settings.temperature();
        if (temperature != null) {
            request.putAdditionalBodyProperty("temperature", com.anthropic.core.JsonValue.from(temperature));
        }
        return request.build();
    }

    private static @Nullable FinishReason read(RawMessageStreamEvent event, ModelSink sink)
            throws InterruptedException {
        if (event.messageStart().isPresent()) {
            event.messageStart().get().message()._usage().asKnown().ifPresent(usage -> countStart(usage, sink));
        } else if (event.contentBlockDelta().isPresent()) {
            var delta = event.contentBlockDelta().get().delta();
            if (delta.isText()) {
                sink.text(delta.asText().text());
            }
        } else if (event.messageDelta().isPresent()) {
            var delta = event.messageDelta().get();
            delta._usage().asKnown().ifPresent(usage -> countEnd(usage, sink));
            return delta.delta().stopReason().map(AnthropicModel::reason).orElse(null);
        }
        return null;
    }

    private static FinishReason reason(StopReason said) {
        return switch (said.asString()) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "refusal" -> FinishReason.REFUSAL;
            default -> FinishReason.STOP;
        };
    }

    /** What was read from or written to a cache is part of the prompt all the same. */
    private static void countStart(Usage usage, ModelSink sink) {
        long cached = usage.cacheCreationInputTokens().orElse(0L)
                + usage.cacheReadInputTokens().orElse(0L);
        usage._inputTokens().asKnown().ifPresent(count -> sink.inputTokens(count + cached));
        usage._outputTokens().asKnown().ifPresent(count -> sink.outputTokens(count, false));
    }

    private static void countEnd(MessageDeltaUsage usage, ModelSink sink) {
        usage._outputTokens().asKnown().ifPresent(count -> sink.outputTokens(count, true));
    }
}
