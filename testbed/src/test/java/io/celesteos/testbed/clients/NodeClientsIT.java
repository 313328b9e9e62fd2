package io.celesteos.testbed.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeClientsIT {

    private static NodeClients clients;

    @BeforeAll
    static void installed() {
        clients = NodeClients.install();
    }

    @Test
    void theLastLineOfAProgramIsItsAnswer() {
        assertThat(clients.run("say.mjs", "two", "words")).isEqualTo("two words");
    }

    @Test
    void whatStandsInAPageIsRunBesideThePackagesAndLeavesNothingBehind() throws IOException {
        assertThat(clients.script("console.log(1 + 1);")).isEqualToIgnoringNewLines("2");
        assertThat(clients.page("text")).contains("<p>text</p>");
        assertThat(clients.route("handler", "http://localhost:1")).contains("http://localhost:1 handler");
        try (Stream<Path> files = Files.list(Path.of("target", "clients"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("documented"));
        }
    }

    @Test
    void aProgramThatFailsIsAFailure() {
        assertThatThrownBy(() -> clients.script("process.exit(3);")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aCallOfThePageIsRunByTheShell(@TempDir Path folder) throws IOException {
        Path answer = Files.writeString(folder.resolve("answer.json"), "{\"ok\":true}");
        assertThat(clients.shell("curl file://" + answer)).contains("{\"ok\":true}");
        assertThatThrownBy(() -> clients.shell("curl file://" + answer + ".missing"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsInstalledIsNotInstalledAgain() throws IOException {
        Path lock = Path.of("target", "clients", "installed-lock.json");
        var before = Files.getLastModifiedTime(lock);
        NodeClients.install();
        assertThat(Files.getLastModifiedTime(lock)).isEqualTo(before);
    }
}
