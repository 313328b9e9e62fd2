package io.celesteos.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTests {

    @TempDir
    private Path folder;

    @Test
    void processorAndMemoryAreReadWhereLinuxSaysThem() throws IOException {
        Path cpu = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: A Chip\n");
        Path memory = Files.writeString(folder.resolve("meminfo"), "MemTotal:       2097152 kB\n");

        assertThat(Machine.cpu(cpu)).isEqualTo("A Chip");
        assertThat(Machine.memory(memory)).isEqualTo(2_048);
    }

    @Test
    void elsewhereTheyAreUnknown() {
        assertThat(Machine.cpu(folder.resolve("absent"))).isEqualTo("unknown processor");
        assertThat(Machine.memory(folder.resolve("absent"))).isZero();
        assertThat(Machine.here().toString()).contains("cores", "load");
    }
}
