package io.celesteos.streaming.provider.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelSettings;
import java.net.URI;

/** Models in OpenAI's dialects. */
public final class OpenAiModels {

    private static final String HOME = "https://api.openai.com/v1";

    /** Servers without keys do not look at it; the library wants one. */
    private static final String NO_KEY = "none";

    private OpenAiModels() {}

    public static LanguageModel chat(ModelSettings settings, ModelTransport transport) {
        return new OpenAiChatModel(
                client(settings, transport),
                settings.model(),
                settings.maxOutputTokens(),
                settings.temperature(),
                "api.openai.com".equals(URI.create(baseUrl(settings)).getHost()));
    }

    public static LanguageModel responses(ModelSettings settings, ModelTransport transport) {
        return new OpenAiResponsesModel(
                client(settings, transport), settings.model(), settings.maxOutputTokens(), settings.temperature());
    }

    private static OpenAIClient client(ModelSettings settings, ModelTransport transport) {
        String key = settings.apiKey();
        return new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(new OpenAiTransport(transport))
                .baseUrl(baseUrl(settings))
                .apiKey(key == null ? NO_KEY : key)
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .build());
    }

    private static String baseUrl(ModelSettings settings) {
        String configured = settings.baseUrl();
        return configured == null ? HOME : configured;
    }
}
