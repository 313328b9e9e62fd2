/** Models that speak OpenAI's dialects: chat completions and responses, at any base URL. */
@NullMarked
package io.celesteos.streaming.provider.openai;

import org.jspecify.annotations.NullMarked;
