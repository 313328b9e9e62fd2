package io.celesteos.contracts.health;

/** One thing a service leans on. A service registers one bean for each; {@link HealthMonitor} asks them. */
public interface DependencyProbe {

    /** Key in the health report, e.g. {@code postgres}. */
    String name();

    /** The state now. May block for a second; an exception counts as {@code unreachable}. */
    DependencyState check();

    /** State of the breaker in front of it; {@code closed} also where there is none. */
    default String breaker() {
        return "closed";
    }
}
