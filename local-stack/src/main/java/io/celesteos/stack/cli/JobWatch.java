package io.celesteos.stack.cli;

import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.gateway.Job;
import io.celesteos.stack.terminal.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows one job by its events; where there are none, or they break off, by looking again and again. */
final class JobWatch {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Terminal aside;
    private Terminal.@Nullable Progress bar;
    private String stage = "";

    JobWatch(Gateway gateway, Terminal aside) {
        this.gateway = gateway;
        this.aside = aside;
    }

    /** The report of the job at its end. */
    JsonNode toTheEnd(UUID id) throws InterruptedException {
        String path = "/api/v1/jobs/" + id;
        JsonNode report = gateway.get(path, Map.of());
        try {
            show(Job.of(report));
            if (!Job.of(report).ended()) {
                byEvents(path);
            }
            for (report = gateway.get(path, Map.of()); !Job.of(report).ended(); report = gateway.get(path, Map.of())) {
                show(Job.of(report));
                gateway.pauses().pause(LOOK);
            }
            show(Job.of(report));
            return report;
        } finally {
            if (bar != null) {
                bar.close();
            }
        }
    }

    private void byEvents(String path) throws InterruptedException {
        try {
            gateway.stream(path + "/events", Map.of(), (name, data) -> {
                if (name.equals("progress")) {
                    show(Job.of(data));
                }
                return !name.equals("complete") && !name.equals("error");
            });
        } catch (GatewayFailure none) {
            aside.say("No events of this job (" + none.code() + "); looking every second.");
        }
    }

    private void show(Job job) {
        if (job.total() <= 0) {
            return;
        }
        if (bar == null || !stage.equals(job.stage())) {
            if (bar != null) {
                bar.close();
            }
            stage = job.stage();
            bar = aside.progress(stage.isEmpty() ? job.status() : stage, job.total());
        }
        bar.of(job.total());
        bar.at(job.done());
    }
}
