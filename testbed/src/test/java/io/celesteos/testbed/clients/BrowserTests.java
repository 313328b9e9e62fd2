package io.celesteos.testbed.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTests {

    private static final String WRAPPER = "echo requires the chromium snap to be installed; exit 1";

    @TempDir
    private Path folder;

    private String program(String name, String does) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }

    @Test
    void aWrapperThatCannotRunIsToldWithItsWords() throws IOException {
        String wrapper = program("chromium-browser", WRAPPER);

        assertThatThrownBy(() -> NodeClients.browser(List.of(folder)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining(wrapper)
                .hasMessageContaining("requires the chromium snap");
    }

    @Test
    void aBrowserThatRunsIsTakenBesideAWrapper() throws IOException {
        program("chromium", WRAPPER);
        String chrome = program("google-chrome", "echo Chrome 1");

        assertThat(NodeClients.browser(List.of(folder))).isEqualTo(chrome);
    }

    @Test
    void noneAtAllIsMissing() {
        assertThatThrownBy(() -> NodeClients.browser(List.of(folder))).isInstanceOf(MissingServerException.class);
    }
}
