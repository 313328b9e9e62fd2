package io.celesteos.streaming.provider.chain;

import io.celesteos.streaming.provider.anthropic.AnthropicModels;
import io.celesteos.streaming.provider.exchange.ModelTransport;
import io.celesteos.streaming.provider.model.LanguageModel;
import io.celesteos.streaming.provider.model.ModelSettings;
import io.celesteos.streaming.provider.openai.OpenAiModels;

/** What a provider speaks. */
enum Dialect {
    /** {@code POST {base-url}/chat/completions}: OpenAI, and Ollama, vLLM, llama.cpp and many others. */
    OPENAI_CHAT {
        @Override
        LanguageModel model(ModelSettings settings, ModelTransport transport) {
            return OpenAiModels.chat(settings, transport);
        }
    },
    /** {@code POST {base-url}/responses}. */
    OPENAI_RESPONSES {
        @Override
        LanguageModel model(ModelSettings settings, ModelTransport transport) {
            return OpenAiModels.responses(settings, transport);
        }
    },
    /** {@code POST {base-url}/v1/messages}. */
    ANTHROPIC {
        @Override
        LanguageModel model(ModelSettings settings, ModelTransport transport) {
            return AnthropicModels.messages(settings, transport);
        }
    };

    abstract LanguageModel model(ModelSettings settings, ModelTransport transport);
}
