package io.celesteos.stack.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the files, counted; of the failed the first thousand by name. For one thread. */
public final class Tally {

    private static final int NAMED = 1_000;

    private long hidden;
    private long unsupported;
    private final Map<String, Long> byStatus = new LinkedHashMap<>();
    private final List<Failed> failures = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();

    /** A file that did not get in, and why: {@code code} is a stable name. */
    public record Failed(String file, String code, String reason) {}

    void hidden() {
        hidden++;
    }

    void unsupported() {
        unsupported++;
    }

    void job(String id) {
        jobs.add(id);
    }

    void count(String status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    void failed(String file, String code, String reason) {
        count("failed");
        if (failures.size() < NAMED) {
            failures.add(new Failed(file, code, reason));
        }
    }

    public long of(String status) {
        return byStatus.getOrDefault(status, 0L);
    }

    public long files() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every file is in, now or from before. */
    public boolean well() {
        return files() == of("stored") + of("duplicate") + of("sent");
    }

    public long hiddenOnes() {
        return hidden;
    }

    public long unsupportedOnes() {
        return unsupported;
    }

    /** Status to number of files, in the order they were met. */
    public Map<String, Long> byStatus() {
        return Map.copyOf(byStatus);
    }

    public List<Failed> failures() {
        return List.copyOf(failures);
    }

    public List<String> jobs() {
        return List.copyOf(jobs);
    }
}
