package io.celesteos.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where something was measured: without it a time says nothing.
 *
 * @param load average over the last minute, of everything on the machine, the measurement included; negative where
 *     the system does not say
 */
public record Machine(int cores, String cpu, long memoryMegabytes, String system, String java, double load) {

    private static final String UNKNOWN = "unknown processor";

    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                cpu(Path.of("/proc/cpuinfo")),
                memory(Path.of("/proc/meminfo")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Linux says it; other systems do not say it in a file. */
    static String cpu(Path info) {
        return value(info, "model name", UNKNOWN);
    }

    static long memory(Path info) {
        String kilobytes = value(info, "MemTotal", "0").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) / 1_024;
    }

    private static String value(Path file, String key, String otherwise) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException noSuchFile) {
            return otherwise;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %d MB, %s, Java %s, load %.2f",
                cores,
                cpu,
                memoryMegabytes,
                system,
                java,
                load);
    }
}
