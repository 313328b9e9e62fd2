package io.celesteos.testbed.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.celesteos.testbed.server.DockerEngine;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** The local binaries; a machine whose Docker engine answers need not have them. */
@DisabledIf("onContainers")
class LocalPostgresIT {

    static boolean onContainers() {
        return DockerEngine.answers();
    }

    @Test
    void nothingIsLeftOnceItIsDeleted() throws IOException {
        List<Path> before = folders();
        LocalPostgres server = LocalPostgres.start(PostgresBinaries.find(), "somebody", "secret");
        assertThat(folders()).hasSize(before.size() + 1);

        server.delete();

        assertThat(folders()).isEqualTo(before);
        Assertions.assertThatIOException().isThrownBy(() -> new Socket(server.host(), server.port()).close());
    }

    @Test
    void aClusterThatCannotBeMadeLeavesNothingAndSaysWhy() throws IOException {
        List<Path> before = folders();

        // initdb refuses role names that begin with pg_.
        assertThatIllegalStateException()
                .isThrownBy(() -> LocalPostgres.start(PostgresBinaries.find(), "pg_reserved", "secret"))
                .withMessageContaining("pg_reserved");

        assertThat(folders()).isEqualTo(before);
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("celeste-postgres"))
                    .sorted()
                    .toList();
        }
    }
}
