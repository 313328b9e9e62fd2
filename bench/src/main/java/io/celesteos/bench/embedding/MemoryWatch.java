package io.celesteos.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Resident memory of a process on this machine, read from {@code /proc} at named moments. */
final class MemoryWatch {

    private final Path status;
    private final List<Reading> readings = new ArrayList<>();

    MemoryWatch(long pid) {
        this(Path.of("/proc", Long.toString(pid), "status"));
    }

    MemoryWatch(Path status) {
        this.status = status;
    }

    /** Keeps nothing where the system has no {@code /proc}. */
    void read(String when) throws IOException {
        if (!Files.isReadable(status)) {
            return;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                readings.add(new Reading(when, Long.parseLong(line.replaceAll("\\D", "")) / 1_024));
            }
        }
    }

    List<Reading> readings() {
        return List.copyOf(readings);
    }

    /** @param megabytes of 2^20 bytes */
    record Reading(String when, long megabytes) {}
}
