package io.celesteos.gateway.answer;

import io.celesteos.contracts.request.Deadline;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
 * @param serviceShare part of that time in which a service must answer, 0.1 to 0.95; the rest is kept for what stands
 *     in for it. A search takes a tenth of a second, so that one that has not answered after most of the time will not;
 *     the search in the database takes as long, a language model a second or two. Raising it waits longer for a slow
 *     service and leaves its fallback less
 * @param topK results when the caller asks for no number, 1 to 100
 * @param previewCharacters longest preview of a card, 40 to 2,000
 */
@Validated
@ConfigurationProperties(prefix = "gateway.answer", ignoreUnknownFields = false)
public record AnswerProperties(
        @NotNull @DefaultValue("8s") Duration deadline,

        @DecimalMin("0.1") @DecimalMax("0.95") @DefaultValue("0.6")
        double serviceShare,

        @Min(1) @Max(100) @DefaultValue("10") int topK,
        @Min(40) @Max(2000) @DefaultValue("280") int previewCharacters) {

    /** How long a service may take when it is asked now. */
    Duration serviceShare(Deadline deadline) {
        return Duration.ofNanos((long) (deadline.remaining().toNanos() * serviceShare));
    }
}
