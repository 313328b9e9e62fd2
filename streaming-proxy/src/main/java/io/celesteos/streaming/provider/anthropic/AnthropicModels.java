package io.celesteos.streaming.provider.anthropic;

import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.LogLevel;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelSettings;

/** Models in Anthropic's dialect. */
public final class AnthropicModels {

    private static final String HOME = "https://api.anthropic.com";

    /** A gateway that adds the key itself does not look at it. */
    private static final String NO_KEY = "none";

    private AnthropicModels() {}

    public static LanguageModel messages(ModelSettings settings, ModelTransport transport) {
        String key = settings.apiKey();
        String configured = settings.baseUrl();
        String baseUrl = configured == null ? HOME : configured;
        ClientOptions options = ClientOptions.builder()
                .httpClient(new AnthropicTransport(transport))
                .baseUrl(baseUrl)
                .putHeader("X-Api-Key", key == null ? NO_KEY : key)
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .build();
        return new AnthropicModel(new AnthropicClientImpl(options), settings);
    }
}
