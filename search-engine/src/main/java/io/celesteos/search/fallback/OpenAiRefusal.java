package io.celesteos.search.fallback;

import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An answer that is not 200, as what is to be done about it. Of the provider's own words only its short codes are
 * passed on: its sentences repeat parts of the key and of the texts.
 *
 * @param outcome for the metrics
 */
record OpenAiRefusal(String outcome, EmbeddingUnavailableException failure) {

    /** Nobody waits longer because a provider says so. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Parameters of ours, and no text, are at fault. */
    private static final Set<String> OURS = Set.of("dimensions", "model", "encoding_format");

    static OpenAiRefusal of(int status, JsonNode body, HttpHeaders headers, Clock clock) {
        String code = word(body.at("/error/code").asString(""));
        String parameter = word(body.at("/error/param").asString(""));
        String said = "the provider answered " + status + (code.isEmpty() ? "" : " (" + code + ")");
        return switch (status) {
            case 400, 413, 422 ->
                OURS.contains(parameter) || code.equals("model_not_found")
                        ? new OpenAiRefusal(
                                "misconfigured", new EmbeddingUnavailableException(said + " because of " + parameter))
                        : new OpenAiRefusal("refused", new EmbeddingUnavailableException(said, true, null));
            case 401, 403 -> new OpenAiRefusal("unauthorized", new EmbeddingUnavailableException(said));
            case 429 ->
                new OpenAiRefusal("limited", new EmbeddingUnavailableException(said, retryAfter(headers, clock)));
            default ->
                new OpenAiRefusal(
                        status >= 500 ? "failed" : "misconfigured",
                        new EmbeddingUnavailableException(said, retryAfter(headers, clock)));
        };
    }

    /** Seconds, a date (RFC 9110, 10.2.3) or OpenAI's own milliseconds; zero where nothing usable is said. */
    static Duration retryAfter(HttpHeaders headers, Clock clock) {
        Duration asked = headers.firstValue("retry-after-ms")
                .flatMap(OpenAiRefusal::number)
                .map(Duration::ofMillis)
                .or(() -> headers.firstValue("Retry-After")
                        .flatMap(OpenAiRefusal::number)
                        .map(Duration::ofSeconds))
                .or(() -> headers.firstValue("Retry-After").flatMap(date -> until(date, clock)))
                .orElse(Duration.ZERO);
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static Optional<Long> number(String text) {
        try {
            double number = Math.ceil(Double.parseDouble(text.strip()));
            return number >= 0 && number < 1e9 ? Optional.of((long) number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String date, Clock clock) {
        try {
            ZonedDateTime then = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), then.toInstant()));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** What looks like a name in a program, and cannot be a sentence or a key. */
    private static String word(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.matches("[a-z_]{1,40}") ? lower : "";
    }
}
