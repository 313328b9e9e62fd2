package io.celesteos.contracts.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}, on both web stacks; probes may block, so they never run on the caller's thread. */
@RestController
public class HealthEndpoint {

    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("health").start(task);

    private final HealthMonitor monitor;

    public HealthEndpoint(HealthMonitor monitor) {
        this.monitor = monitor;
    }

    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    public CompletableFuture<ResponseEntity<HealthReport>> health() {
        return CompletableFuture.supplyAsync(monitor::report, VIRTUAL)
                .thenApply(report -> ResponseEntity.status(report.status().httpStatus())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(report));
    }
}
