package io.celesteos.testbed.architecture.sample.clean;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Keeps every rule, near-misses included. */
public record ReadEndpoint(Clock clock, List<String> words) {

    Instant now() {
        return Instant.now(clock);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    String shout() {
        return words.getFirst().toUpperCase(Locale.ROOT);
    }

    record Part(ReadEndpoint whole) {}
}
