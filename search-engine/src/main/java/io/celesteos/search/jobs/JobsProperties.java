package io.celesteos.search.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Work in the background.
 *
 * @param workers tasks this process does at once, 0 to 64; 0 leaves all of them to other processes
 * @param pollEvery how often due tasks are looked for, from 100 ms; lowering it costs the database a query each time.
 *     What is scheduled by this process, or announced through Redis, is found at once
 * @param heartbeatEvery how often a process says that it still works on a task, from 500 ms
 * @param missedHeartbeats after how many it counts as dead and others take its tasks over, 4 to 100
 * @param stopWithin how long running tasks may take to end when the process stops; then they are interrupted
 * @param streams of progress that may be open at once, 1 to 10,000; further ones are told to come again
 * @param streamEvery how often an open stream looks for progress that nobody announced, from 100 ms
 * @param streamHeartbeat after how long without an event a stream says that it is alive
 * @param streamLimit longest life of a stream; callers come again
 */
@Validated
@ConfigurationProperties(prefix = "search.jobs", ignoreUnknownFields = false)
public record JobsProperties(
        @DefaultValue("2") @Min(0) @Max(64) int workers,

        @NotNull @DefaultValue("2s") @DurationMin(millis = 100)
        Duration pollEvery,

        @NotNull @DefaultValue("5s") @DurationMin(millis = 500)
        Duration heartbeatEvery,

        @DefaultValue("6") @Min(4) @Max(100) int missedHeartbeats,
        @NotNull @DefaultValue("5s") Duration stopWithin,
        @DefaultValue("256") @Min(1) @Max(10_000) int streams,

        @NotNull @DefaultValue("1s") @DurationMin(millis = 100)
        Duration streamEvery,

        @NotNull @DefaultValue("15s") Duration streamHeartbeat,
        @NotNull @DefaultValue("30m") Duration streamLimit) {}
