package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtRoster;
import io.celesteos.search.workflow.RunReport.RunList;
import io.celesteos.search.workflow.RunStore.NewRun;
import io.celesteos.search.workflow.Workflow.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs in: checked as their workflow wants it, put down, queued. */
@Component
final class WorkflowPipeline {

    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final YachtRoster roster;
    private final WorkflowCatalog catalog;
    private final RunStore store;
    private final WorkflowProperties properties;
    private final JsonMapper json;

    WorkflowPipeline(
            YachtRoster roster,
            WorkflowCatalog catalog,
            RunStore store,
            WorkflowProperties properties,
            JsonMapper json) {
        this.roster = roster;
        this.catalog = catalog;
        this.store = store;
        this.properties = properties;
        this.json = json;
    }

    WorkflowList workflows() {
        return new WorkflowList(catalog.all().stream()
                .map(each -> new WorkflowList.Entry(
                        each.name(),
                        each.summary(),
                        each.input(),
                        each.missing().isEmpty(),
                        each.missing().isEmpty() ? null : each.missing()))
                .toList());
    }

    /** @param key the caller's name for this request; null for none */
    RunReport start(String name, RunRequest request, @Nullable String key) {
        YachtId yacht = request.yachtId();
        roster.admit(yacht);
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.invalidField("Idempotency-Key", "must be 1 to 255 visible characters");
        }
        Workflow workflow = catalog.require(name);
        if (!workflow.missing().isEmpty()) {
            throw ProblemException.of(ProblemType.CONFLICT, workflow.missing());
        }
        JsonNode input =
                request.input() == null || request.input().isNull() ? json.createObjectNode() : request.input();
        if (!input.isObject()) {
            throw ProblemException.invalidField("input", "must be an object");
        }
        workflow.check(yacht, input);
        List<String> steps = workflow.steps(input).stream().map(Step::name).toList();
        String written = json.writeValueAsString(input);
        RunStore.Start start = store.start(
                yacht,
                new NewRun(
                        UUID.randomUUID(), name, written, sha256(name + "\n" + written), key, workflow.alone(), steps),
                properties.maxOpen());
        return switch (start.started()) {
            case QUEUED, KNOWN -> run(yacht, start.run());
            case KEY_REUSED ->
                throw ProblemException.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another run.");
            case NOT_ALONE ->
                throw ProblemException.of(
                        ProblemType.CONFLICT,
                        "Run " + start.run() + " of this workflow is still open; cancel it or wait for its end.");
            case FULL ->
                throw ProblemException.retryLater(
                        ProblemType.RATE_LIMITED,
                        "This yacht has " + properties.maxOpen() + " open runs; wait for one to end.",
                        COME_AGAIN);
        };
    }

    RunReport run(YachtId yacht, UUID run) {
        roster.admit(yacht);
        return store.find(yacht, run).orElseThrow(() -> noRun(run));
    }

    RunList runs(YachtId yacht, @Nullable RunStatus status, int limit) {
        roster.admit(yacht);
        return new RunList(store.list(yacht, status, limit));
    }

    RunReport cancel(YachtId yacht, UUID run) {
        roster.admit(yacht);
        RunStatus status = store.requestCancel(yacht, run).orElseThrow(() -> noRun(run));
        if (status.ended()) {
            throw ProblemException.of(ProblemType.CONFLICT, "The run has ended already: " + status.wire() + ".");
        }
        return run(yacht, run);
    }

    private static ProblemException noRun(UUID run) {
        return ProblemException.of(ProblemType.NOT_FOUND, "This yacht has no run " + run + ".");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
