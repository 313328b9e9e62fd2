package io.celesteos.gateway.answer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code POST /webhook/search}.
 *
 * @param deadline longest time for the whole answer; what is there by then is returned. Raising it makes callers
 *     wait longer for a slow search instead of getting a partial answer
 * @param topK results when the caller asks for no number, 1 to 100
 * @param previewCharacters longest preview of a card, 40 to 2,000
 */
@Validated
@ConfigurationProperties(prefix = "gateway.answer", ignoreUnknownFields = false)
public record AnswerProperties(
        @NotNull @DefaultValue("8s") Duration deadline,
        @Min(1) @Max(100) @DefaultValue("10") int topK,
        @Min(40) @Max(2000) @DefaultValue("280") int previewCharacters) {}
