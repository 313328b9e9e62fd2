package io.celesteos.contracts.client;

import java.time.Duration;

/**
 * When a service is given up on for a while, and how much of the caller it may take.
 *
 * @param window latest calls that the breaker judges by, 1 to 100,000; raising it makes it slower to open and to forget
 * @param minimumCalls calls in the window before it judges at all, 1 to 100,000
 * @param failurePercent share of failed calls that opens the breaker, 1 to 100
 * @param slowCall calls that take this long until the answer begins count as slow
 * @param slowPercent share of slow calls that opens the breaker, 1 to 100
 * @param openFor longest time that an open breaker stays so; raising it spares a dead service, and delays the return of
 *     one that nobody else asks how it is
 * @param trialCalls calls let through to try a service that was given up on, 1 to 100
 * @param maxCalls brief calls at one time, 1 to 100,000; the next one is refused at once
 * @param maxLasting streams and uploads at one time, 1 to 100,000; counted apart, so that neither takes the other's places
 * @param retryShare retries for each call, 0 to 1; 0.1 allows one in ten calls to be tried again
 * @param retryReserve retries that may be saved up, 0 to 1,000; what a start has, and the largest burst
 */
public record GuardSettings(
        int window,
        int minimumCalls,
        int failurePercent,
        Duration slowCall,
        int slowPercent,
        Duration openFor,
        int trialCalls,
        int maxCalls,
        int maxLasting,
        double retryShare,
        int retryReserve) {

    public GuardSettings {
        within("window", window, 1, 100_000);
        within("minimumCalls", minimumCalls, 1, 100_000);
        within("failurePercent", failurePercent, 1, 100);
        within("slowPercent", slowPercent, 1, 100);
        within("trialCalls", trialCalls, 1, 100);
        within("maxCalls", maxCalls, 1, 100_000);
        within("maxLasting", maxLasting, 1, 100_000);
        within("retryReserve", retryReserve, 0, 1_000);
        if (!(retryShare >= 0 && retryShare <= 1)) {
            throw new IllegalArgumentException("retryShare must be 0 to 1, not " + retryShare);
        }
    }

    /** What a client has that nobody configured. */
    public static GuardSettings defaults() {
        return new GuardSettings(20, 10, 50, Duration.ofSeconds(25), 80, Duration.ofSeconds(5), 3, 1000, 4000, 0.1, 10);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
