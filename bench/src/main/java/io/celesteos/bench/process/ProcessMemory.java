package io.celesteos.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of a process on this machine in MB of 2^20 bytes; all 0 where the system has no {@code /proc}.
 *
 * @param resident now, pages of mapped files included
 * @param peak the most that was ever resident
 * @param anonymous resident and not of files: heap, code, threads
 */
public record ProcessMemory(double resident, double peak, double anonymous) {

    private static final double KILOBYTES = 1_024;

    public static ProcessMemory of(long pid) throws IOException {
        return of(Path.of("/proc", Long.toString(pid), "status"));
    }

    static ProcessMemory of(Path status) throws IOException {
        return new ProcessMemory(value(status, "VmRSS:"), value(status, "VmHWM:"), value(status, "RssAnon:"));
    }

    private static double value(Path status, String key) throws IOException {
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(key))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / KILOBYTES;
    }
}
