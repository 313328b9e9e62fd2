package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryWatchTests {

    @TempDir
    private Path folder;

    @Test
    void residentMemoryIsReadAtEachMoment() throws IOException {
        Path status = folder.resolve("status");
        MemoryWatch watch = new MemoryWatch(status);
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  204800 kB\n");
        watch.read("at start");
        Files.writeString(status, "VmRSS:\t  409600 kB\n");
        watch.read("later");

        assertThat(watch.readings())
                .containsExactly(new MemoryWatch.Reading("at start", 200), new MemoryWatch.Reading("later", 400));
    }

    @Test
    void aSystemWithoutProcHasNoReadings() throws IOException {
        MemoryWatch watch = new MemoryWatch(folder.resolve("absent"));
        watch.read("at start");

        assertThat(watch.readings()).isEmpty();
    }
}
