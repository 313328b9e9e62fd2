package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTests {

    @TempDir
    private Path folder;

    @Test
    void withoutABuildThereIsSomethingToMend() {
        var cli = new CliTestBench(folder);

        assertThat(cli.celeste("doctor", "--base-port", "21600")).isEqualTo(1);
        assertThat(cli.said())
                .contains("✓ JDK", "✗ Build", "→ ./celeste build", "! Services", "→ ./celeste up -d", " to mend, ")
                .doesNotContain("\u001b");

        assertThat(cli.celeste("doctor", "--base-port", "21600", "--json")).isEqualTo(1);
        assertThat(cli.document().path("healthy").asBoolean()).isFalse();
        assertThat(cli.document().path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("what").asString()).isEqualTo("Build");
            assertThat(finding.path("verdict").asString()).isEqualTo("bad");
        });
        assertThat(cli.celeste("doctor", "--base-port", "70000")).isEqualTo(1);
        assertThat(cli.said()).contains("--base-port must be");
    }
}
