package io.celesteos.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessesTests {

    @TempDir
    private Path folder;

    @Test
    void aRecordedProcessIsFoundUntilItIsForgotten() {
        var processes = new RunningProcesses(folder);

        processes.record("stack", ProcessHandle.current());
        assertThat(processes.find("stack")).contains(ProcessHandle.current());

        processes.forget("stack");
        assertThat(processes.find("stack")).isEmpty();
    }

    @Test
    void anIdThatNowBelongsToAnotherProcessIsNotFound() throws IOException {
        Files.writeString(folder.resolve("gateway.pid"), ProcessHandle.current().pid() + " 1999-01-01T00:00:00Z");

        assertThat(new RunningProcesses(folder).find("gateway")).isEmpty();
    }

    @Test
    void aBrokenFileIsNoProcess() throws IOException {
        Files.writeString(folder.resolve("gateway.pid"), "not a number");

        assertThat(new RunningProcesses(folder).find("gateway")).isEmpty();
        assertThat(new RunningProcesses(folder).find("never recorded")).isEmpty();
    }

    @Test
    void stopAllEndsWhatIsLeftButNeverItself() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        var processes = new RunningProcesses(folder);
        processes.record("search-engine", left.toHandle());
        processes.record("stack", ProcessHandle.current());

        processes.stopAll(Duration.ofSeconds(5));

        assertThat(left.waitFor()).isNotZero();
        assertThat(processes.find("search-engine")).isEmpty();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aProcessThatIgnoresTheRequestIsKilled() throws Exception {
        Process stubborn = new ProcessBuilder(
                        "bash", "-c", "trap '' TERM; echo on; while true; do read -t 1 <> <(:) || true; done")
                .start();
        stubborn.inputReader().readLine(); // the trap is set

        RunningProcesses.stop(stubborn.toHandle(), Duration.ofMillis(200));

        assertThat(stubborn.waitFor()).isEqualTo(137);
    }
}
