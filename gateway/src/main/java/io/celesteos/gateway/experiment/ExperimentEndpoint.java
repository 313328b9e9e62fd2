package io.celesteos.gateway.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /operator/experiment}: for whoever runs the suite. */
@RestController
@Tag(name = "Operator")
class ExperimentEndpoint {

    private static final String PATH = "/operator/experiment";

    private final Experiment experiment;
    private final BlockingBridge bridge;

    ExperimentEndpoint(Experiment experiment, BlockingBridge bridge) {
        this.experiment = experiment;
        this.bridge = bridge;
    }

    /**
     * @param reachesAll whether a change was told to the other gateways; null for a report
     * @param webhook whether the other arm answers {@code /webhook/search}
     * @param paths which others it answers
     */
    record Report(
            Share share,
            Share configured,
            @JsonProperty("reaches_all_gateways") @Nullable Boolean reachesAll,
            boolean webhook,
            List<String> paths,
            ArmFigures.Told main,
            ArmFigures.Told other,
            Shadow.Told shadow) {}

    @GetMapping(PATH)
    @Operation(
            summary = "What is tried, and how it goes",
            description = "Figures of this gateway since its start; times and comparisons of the last thousand.")
    Report report() {
        return report(null);
    }

    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Set the share",
            description =
                    "For all gateways within two seconds where they share a Redis. Ends with a new configuration.")
    Mono<Report> set(@Valid @RequestBody Share share, ServerWebExchange exchange) {
        if (!share.isOff() && !experiment.properties().hasOther()) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "There is no other arm. Set gateway.experiment.webhook-url (EXPERIMENT_WEBHOOK_URL) first.");
        }
        return told(exchange, experiment.setting().set(share));
    }

    @DeleteMapping(PATH)
    @Operation(summary = "Everything back to the main arm, and nothing mirrored")
    Mono<Report> off(ServerWebExchange exchange) {
        return told(exchange, experiment.setting().set(Share.OFF));
    }

    private Mono<Report> told(ServerWebExchange exchange, CompletableFuture<Boolean> reached) {
        return bridge.whenDone(exchange, reached).map(this::report);
    }

    private Report report(@Nullable Boolean reachesAll) {
        return new Report(
                experiment.setting().current(),
                experiment.setting().configured(),
                reachesAll,
                experiment.properties().webhookUrl() != null,
                experiment.properties().baseUrl() == null
                        ? List.of()
                        : experiment.properties().paths(),
                experiment.of(Arm.MAIN).told(),
                experiment.of(Arm.OTHER).told(),
                experiment.shadow().told());
    }
}
