package io.celesteos.streaming.upstream;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.health.HealthReport;
import io.celesteos.contracts.health.HealthStatus;

/** Asks a service how it is. What it says of the services behind it is its own affair. */
final class ServiceProbe implements DependencyProbe, AutoCloseable {

    private final ServiceClient service;
    private final String name;
    private final boolean needed;

    /** @param needed whether streams are worth nothing without it */
    ServiceProbe(ServiceClient service, String name, boolean needed) {
        this.service = service;
        this.name = name;
        this.needed = needed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DependencyState check() {
        try {
            HealthReport report = service.get("/health", HealthReport.class);
            return report.status() == HealthStatus.HEALTHY
                    ? DependencyState.healthy()
                    : DependencyState.degraded("degraded");
        } catch (RemoteFailure failure) {
            String word = failure.refusal() == null ? "unreachable" : "not_ready";
            return needed ? DependencyState.unhealthy(word) : DependencyState.degraded(word);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
