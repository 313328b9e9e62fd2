package io.celesteos.contracts.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Overall state of a service, best first. */
public enum HealthStatus {
    @JsonProperty("healthy")
    HEALTHY(200),
    /** An optional part is down; requests are still answered. */
    @JsonProperty("degraded")
    DEGRADED(200),
    @JsonProperty("starting")
    STARTING(503),
    @JsonProperty("unhealthy")
    UNHEALTHY(503);

    private final int httpStatus;

    HealthStatus(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
