package io.celesteos.testbed.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTests {

    @TempDir
    Path machine;

    @Test
    void theNewestServerWithTheExtensionIsTaken() throws IOException {
        Path old = installation("16", true);
        Path good = installation("17", true);
        Path newestWithout = installation("18", false);

        assertThat(PostgresBinaries.find(List.of(old, newestWithout, good))).isEqualTo(new PostgresBinaries(good, 17));
    }

    @Test
    void versionsAreComparedAsNumbers() throws IOException {
        Path nine = installation("9", true);
        Path ten = installation("10", true);

        assertThat(PostgresBinaries.find(List.of(nine, ten)).major()).isEqualTo(10);
    }

    @Test
    void aLinkStandsForTheFolderItLeadsTo() throws IOException {
        Path real = installation("17", true);
        Path onPath = Files.createDirectories(machine.resolve("links"));
        Files.createSymbolicLink(onPath.resolve("initdb"), real.resolve("initdb"));

        assertThat(PostgresBinaries.find(List.of(onPath)).folder()).isEqualTo(real);
    }

    @Test
    void aClientInstallationIsNoServer() throws IOException {
        Path incomplete = installation("17", true);
        Files.delete(incomplete.resolve("postgres"));

        assertThatExceptionOfType(MissingServerException.class)
                .isThrownBy(() -> PostgresBinaries.find(List.of(incomplete)))
                .withMessageContaining("PostgreSQL (initdb, pg_ctl, postgres) is not installed");
    }

    @Test
    void aServerWithoutTheExtensionSaysWhatToType() throws IOException {
        Path without = installation("17", false);

        assertThatExceptionOfType(MissingServerException.class)
                .isThrownBy(() -> PostgresBinaries.find(List.of(without)))
                .withMessageContaining("pgvector for PostgreSQL 17 is not installed")
                .withMessageContaining("./celeste test");
    }

    @Test
    void anEmptyMachineSaysWhatToType() {
        assertThatExceptionOfType(MissingServerException.class)
                .isThrownBy(() -> PostgresBinaries.find(List.of(machine)))
                .withMessageContaining("./celeste test");
    }

    private Path installation(String major, boolean vector) throws IOException {
        Path home = machine.toRealPath().resolve("pg" + major);
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path extension = Files.createDirectories(home.resolve("share/extension"));
        script(bin.resolve("initdb"), "echo 'initdb (PostgreSQL) " + major + ".3 (Test " + major + ".3-1)'");
        script(bin.resolve("pg_ctl"), "exit 1");
        script(bin.resolve("postgres"), "exit 1");
        script(bin.resolve("pg_config"), "echo " + home.resolve("share"));
        if (vector) {
            Files.writeString(extension.resolve("vector.control"), "default_version = '0.8.0'\n");
        }
        return bin;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
