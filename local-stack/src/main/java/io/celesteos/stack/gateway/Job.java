package io.celesteos.stack.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A job as the API tells it. Read field by field: a server may be older, and tell no rate, or newer.
 *
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed}, {@code cancelled}
 * @param stage {@code read} counts files, {@code embed} and what comes after it count chunks
 * @param rate units a second; NaN where it is not told
 * @param stalled no progress for longer than is usual
 * @param error why it failed; empty where it did not
 * @param notice what else is to be known, e.g. what a cancelled one leaves behind; mostly empty
 */
public record Job(
        String id,
        String kind,
        String status,
        String stage,
        long done,
        long total,
        double rate,
        Optional<Duration> eta,
        Optional<Instant> created,
        boolean stalled,
        String error,
        String notice,
        List<JobFile> files) {

    /**
     * One of its files.
     *
     * @param status {@code waiting}, {@code stored}, {@code duplicate}, {@code failed}, {@code cancelled}
     * @param code stable name of what is wrong; empty where nothing is
     * @param reason the same in words
     */
    public record JobFile(String name, String status, String code, String reason) {}

    public Job {
        files = List.copyOf(files);
    }

    public static Job of(JsonNode job) {
        JsonNode progress = job.path("progress");
        List<JobFile> files = new ArrayList<>();
        for (JsonNode file : job.path("files")) {
            files.add(new JobFile(
                    file.path("name").asString(""),
                    file.path("status").asString(""),
                    file.path("code").asString(""),
                    file.path("error").asString("")));
        }
        return new Job(
                job.path("id").asString(job.path("job_id").asString("")),
                job.path("kind").asString(""),
                job.path("status").asString("unknown"),
                progress.path("stage").asString(""),
                progress.path("done").asLong(0),
                progress.path("total").asLong(0),
                either(job, "rate_per_second").asDouble(Double.NaN),
                Optional.of(either(job, "eta_seconds"))
                        .filter(JsonNode::isNumber)
                        .map(seconds -> Duration.ofMillis((long) (seconds.asDouble() * 1000))),
                instant(either(job, "created_at")),
                either(job, "stalled").asBoolean(false),
                job.path("error").asString(""),
                job.path("notice").asString(""),
                files);
    }

    /** From the job, or from its progress. */
    private static JsonNode either(JsonNode job, String field) {
        return job.has(field) ? job.path(field) : job.path("progress").path(field);
    }

    private static Optional<Instant> instant(JsonNode value) {
        try {
            return value.isString() ? Optional.of(Instant.parse(value.asString())) : Optional.empty();
        } catch (DateTimeParseException otherForm) {
            return Optional.empty();
        }
    }

    public boolean ended() {
        return !status.equals("queued") && !status.equals("running");
    }

    public boolean succeeded() {
        return status.equals("succeeded");
    }

    /** Whether its files have been read, so that what counts now is chunks. */
    public boolean reading() {
        return !ended() && !stage.equals("embed");
    }
}
