package io.celesteos.contracts.search;

import java.util.List;

/** Answer of {@code GET /api/v1/jobs}: newest first, without their files. */
public record JobList(List<JobReport> jobs) {

    public JobList {
        jobs = List.copyOf(jobs);
    }
}
