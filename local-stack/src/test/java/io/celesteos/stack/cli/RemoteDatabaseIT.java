package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.stack.launch.StackLayout;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.testbed.postgres.ThrowawayPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that work on a database elsewhere, with no local stack running. */
class RemoteDatabaseIT {

    @TempDir
    private Path folder;

    @Test
    void aRemoteDatabaseIsMigratedOnceAndItsYachtsAreManaged() {
        var database = ThrowawayPostgres.shared().newDatabase();
        List<String> where = List.of(
                "--database-url",
                database.jdbcUrl(),
                "--database-user",
                database.username(),
                "--database-password=" + database.password());

        assertThat(celeste(where, "yacht", "list")).startsWith("1").contains("./celeste migrate");
        assertThat(celeste(where, "migrate")).containsPattern("^0 [1-9]\\d* migrations applied; pgvector is there");
        assertThat(celeste(where, "migrate")).startsWith("0").contains("0 migrations applied");
        assertThat(celeste(where, "yacht", "add", "M/Y Remote", "--time-zone", "Europe/Athens"))
                .startsWith("0")
                .contains("Added M/Y Remote");
        assertThat(celeste(where, "yacht", "list"))
                .startsWith("0")
                .contains("M/Y Remote", "active", "Europe/Athens")
                .doesNotContain("demo data");
        assertThat(celeste(where, "yacht", "suspend", "00000000-0000-4000-8000-00000000dead"))
                .startsWith("1")
                .contains("There is no yacht");
    }

    /** Exit code, then what was printed. */
    private String celeste(List<String> where, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(where);
        var bytes = new ByteArrayOutputStream();
        int code = CelesteCommandAccess.execute(
                new StackLayout(folder, folder.resolve("state")),
                new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false),
                arguments.toArray(String[]::new));
        return code + " " + bytes.toString(StandardCharsets.UTF_8);
    }
}
