package io.celesteos.streaming.provider.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import io.celesteos.streaming.event.FinishReason;
import io.celesteos.streaming.provider.Turn;
import io.celesteos.streaming.provider.model.Fault;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelFailure;
import io.celesteos.streaming.provider.model.ModelSink;
import io.celesteos.streaming.provider.model.Prompt;
import io.celesteos.streaming.provider.model.StreamWatch;
import org.jspecify.annotations.Nullable;

/**
 * Responses, nothing stored at the provider. The end markers are {@code response.completed} and
 * {@code response.incomplete}; {@code response.failed} and {@code error} are failures.
 */
final class OpenAiResponsesModel implements LanguageModel {

    private final OpenAIClient client;
    private final String model;
    private final int maxOutputTokens;
    private final @Nullable Double temperature;

    OpenAiResponsesModel(OpenAIClient client, String model, int maxOutputTokens, @Nullable Double temperature) {
        this.client = client;
        this.model = model;
        this.maxOutputTokens = maxOutputTokens;
        this.temperature = temperature;
    }

    @Override
    @SuppressWarnings("MustBeClosed") // The lambda only opens it: OpenAiStream closes it.
    public FinishReason stream(Prompt prompt, StreamWatch watch, ModelSink sink)
            throws ModelFailure, InterruptedException {
        ResponseCreateParams.Builder request = ResponseCreateParams.builder()
                .model(model)
                .instructions(prompt.rules())
                .inputOfResponse(
                        prompt.turns().stream().map(OpenAiResponsesModel::item).toList())
                .maxOutputTokens(maxOutputTokens)
                .store(false);
        if (temperature != null) {
            request.temperature(temperature.doubleValue());
        }
        ResponseCreateParams built = request.build();
        Reading reading = new Reading(sink);
        return OpenAiStream.read(
                watch,
                () -> client.responses().withRawResponse().createStreaming(built),
                ResponseStreamEvent.class,
                reading);
    }

    private static ResponseInputItem item(Turn turn) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(
                        switch (turn.speaker()) {
                            case CALLER -> EasyInputMessage.Role.USER;
                            case ASSISTANT -> EasyInputMessage.Role.ASSISTANT;
                        })
                .content(turn.text())
                .build());
    }

    private static final class Reading implements OpenAiStream.Reading<ResponseStreamEvent> {

        private final ModelSink sink;
        private boolean refused;

        Reading(ModelSink sink) {
            this.sink = sink;
        }

        @Override
        public @Nullable FinishReason read(ResponseStreamEvent event) throws ModelFailure, InterruptedException {
            if (event.outputTextDelta().isPresent()) {
                sink.text(event.outputTextDelta().get().delta());
            } else if (event.refusalDelta().isPresent()) {
                refused = true;
                sink.text(event.refusalDelta().get().delta());
            } else if (event.completed().isPresent()) {
                count(event.completed().get().response());
                return refused ? FinishReason.REFUSAL : FinishReason.STOP;
            } else if (event.incomplete().isPresent()) {
                Response response = event.incomplete().get().response();
                count(response);
                boolean filtered = response.incompleteDetails()
                        .flatMap(Response.IncompleteDetails::reason)
                        .map(reason -> reason.asString().equals("content_filter"))
                        .orElse(false);
                return filtered ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH;
            } else if (event.failed().isPresent()) {
                throw failed(event.failed().get().response());
            } else if (event.error().isPresent()) {
                String code = event.error().get().code().orElse("");
                throw new ModelFailure(Fault.ofCode(code), "error event " + code);
            }
            return null;
        }

        private ModelFailure failed(Response response) {
            count(response);
            String code = response.error().map(error -> error.code().asString()).orElse("");
            return new ModelFailure(Fault.ofCode(code), "response.failed " + code);
        }

        private void count(Response response) {
            response.usage().ifPresent(usage -> {
                usage._inputTokens().asKnown().ifPresent(sink::inputTokens);
                usage._outputTokens().asKnown().ifPresent(count -> sink.outputTokens(count, true));
            });
        }
    }
}
