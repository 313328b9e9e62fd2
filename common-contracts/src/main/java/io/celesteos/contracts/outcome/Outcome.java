package io.celesteos.contracts.outcome;

import java.util.List;

/**
 * The result of work that may lose a part of itself and still be worth returning. Switch over it without a
 * {@code default}, so that a new case is a compile error at every caller.
 */
public sealed interface Outcome<T> {

    /** All that was asked for. */
    record Complete<T>(T value) implements Outcome<T> {}

    /** An answer with something missing; {@code degradations} says what and is never empty. */
    record Degraded<T>(T value, List<Degradation> degradations) implements Outcome<T> {
        public Degraded {
            degradations = List.copyOf(degradations);
            if (degradations.isEmpty()) {
                throw new IllegalArgumentException("a degraded outcome names at least one degradation");
            }
        }
    }

    /** Nothing usable. */
    record Unavailable<T>(Degradation cause) implements Outcome<T> {}

    static <T> Outcome<T> complete(T value) {
        return new Complete<>(value);
    }

    static <T> Outcome<T> degraded(T value, Degradation degradation) {
        return new Degraded<>(value, List.of(degradation));
    }

    static <T> Outcome<T> unavailable(Degradation cause) {
        return new Unavailable<>(cause);
    }
}
