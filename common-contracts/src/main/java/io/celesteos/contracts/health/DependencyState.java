package io.celesteos.contracts.health;

/**
 * What a probe found.
 *
 * @param word as it appears in the report
 * @param effect on the service that depends on it
 */
public record DependencyState(String word, HealthStatus effect) {

    public static DependencyState healthy() {
        return new DependencyState("healthy", HealthStatus.HEALTHY);
    }

    public static DependencyState healthy(String word) {
        return new DependencyState(word, HealthStatus.HEALTHY);
    }

    /** Not there, and requests are answered without it. */
    public static DependencyState degraded(String word) {
        return new DependencyState(word, HealthStatus.DEGRADED);
    }

    public static DependencyState starting(String word) {
        return new DependencyState(word, HealthStatus.STARTING);
    }

    /** Not there, and requests cannot be answered without it. */
    public static DependencyState unhealthy(String word) {
        return new DependencyState(word, HealthStatus.UNHEALTHY);
    }
}
