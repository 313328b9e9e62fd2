package io.celesteos.stack.doctor;

import io.celesteos.stack.launch.RunningProcesses;
import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK, Maven, the disk and the memory. */
final class Machine {

    private static final int NEEDED_JDK = 25;
    private static final long NEEDED_DISK = 300L << 20;
    private static final long COMFORTABLE_DISK = 2L << 30;

    /** The five heaps and what lies beside them, PostgreSQL and the page cache of its data. */
    private static final long NEEDED_MEMORY = 2L << 30;

    private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final StackLayout layout;

    Machine(StackLayout layout) {
        this.layout = layout;
    }

    Finding java() {
        String here = Runtime.version() + ", " + System.getProperty("java.home");
        return Runtime.version().feature() >= NEEDED_JDK
                ? Finding.good("JDK", here)
                : Finding.bad("JDK", here, "Install a JDK 25 and set JAVA_HOME to it.");
    }

    /** Only the build needs it. */
    Finding maven() throws InterruptedException {
        String said = said(List.of("mvn", "--version"));
        Matcher version = MAVEN.matcher(said);
        if (!version.find()) {
            return Finding.warning(
                    "Maven", "not found", "Install Apache Maven 3.8.6 or later; only building needs it.");
        }
        int number = Integer.parseInt(version.group(1)) * 10_000
                + Integer.parseInt(version.group(2)) * 100
                + Integer.parseInt(version.group(3));
        return number >= 30_806
                ? Finding.good("Maven", version.group().substring("Apache Maven ".length()))
                : Finding.warning("Maven", version.group() + " is old", "Install Apache Maven 3.8.6 or later.");
    }

    private static String said(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    return "";
                }
                return new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return "";
        }
    }

    Finding disk() {
        Path there = layout.state();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String says = Shown.bytes(free) + " free for " + layout.state();
            if (!Files.isWritable(there)) {
                return Finding.bad(
                        "Disk",
                        there + " cannot be written",
                        "Mend its rights, or set CELESTE_STATE to another folder.");
            }
            if (free < NEEDED_DISK) {
                return Finding.bad("Disk", says, "Free some space: " + Shown.bytes(NEEDED_DISK) + " are needed.");
            }
            return free < COMFORTABLE_DISK
                    ? Finding.warning(
                            "Disk", says, "A build and the demo take about " + Shown.bytes(COMFORTABLE_DISK) + ".")
                    : Finding.good("Disk", says);
        } catch (IOException unknown) {
            return Finding.warning("Disk", "not known: " + unknown.getMessage(), "Look at it with df.");
        }
    }

    Finding memory() {
        OptionalLong available = available();
        if (available.isEmpty()) {
            return Finding.warning("Memory", "not known on this system", "About 2 GB should be free for the stack.");
        }
        String says = Shown.bytes(available.getAsLong()) + " available";
        boolean running =
                new RunningProcesses(layout.run()).find(RunningProcesses.STACK).isPresent();
        return running || available.getAsLong() >= NEEDED_MEMORY
                ? Finding.good("Memory", says + (running ? " beside the running stack" : ""))
                : Finding.warning("Memory", says, "The stack takes about 2 GB; end something that you do not need.");
    }

    private static OptionalLong available() {
        try {
            Matcher found = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1)) << 10) : OptionalLong.empty();
        } catch (IOException elsewhere) {
            return OptionalLong.empty();
        }
    }
}
