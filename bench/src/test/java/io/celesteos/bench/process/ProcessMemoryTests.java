package io.celesteos.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTests {

    @TempDir
    private Path folder;

    @Test
    void theThreeFiguresAreReadFromTheStatus() throws IOException {
        Path status = folder.resolve("status");
        Files.writeString(status, "VmHWM:\t 409600 kB\nVmRSS:\t  204800 kB\nRssAnon:\t  102400 kB\nRssFile:\t 1 kB\n");

        assertThat(ProcessMemory.of(status)).isEqualTo(new ProcessMemory(200, 400, 100));
    }

    @Test
    void aSystemWithoutProcSaysNothing() throws IOException {
        assertThat(ProcessMemory.of(folder.resolve("absent"))).isEqualTo(new ProcessMemory(0, 0, 0));
    }
}
