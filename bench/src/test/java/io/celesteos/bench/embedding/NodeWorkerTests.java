package io.celesteos.bench.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, spoken by a script in place of Node.js. */
@DisabledOnOs(OS.WINDOWS)
class NodeWorkerTests {

    @TempDir
    private Path folder;

    private String script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private NodeWorker worker(String body) throws IOException {
        return NodeWorker.start(script("node", body), folder, folder, BenchModel.BGE_SMALL);
    }

    @Test
    void answersCarryTheEnginesOwnTimeAndTheFirstVector() throws IOException {
        try (NodeWorker worker = worker("""
                echo '{"node":"v1","transformers":"2","onnxruntime":"3"}'
                read line
                case "$line" in *transformers*) echo '{"millis":12.5,"vector":[0.25,-1]}';; esac
                read line
                """)) {
            assertThat(worker.version("node")).isEqualTo("v1");
            NodeContender contender = new NodeContender("npm", worker, "transformers");
            assertThat(contender.embed(List.of("a text"))).isEqualTo(12.5);
            assertThat(contender.kind()).isEqualTo(Contender.Kind.NODE);
        }
    }

    @Test
    void aFailureOfTheEngineIsTold() throws IOException {
        try (NodeWorker worker = worker("echo '{}'; read line; echo '{\"error\":\"out of memory\"}'")) {
            assertThatThrownBy(() -> worker.ask("onnxruntime", List.of("a text")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("onnxruntime failed: out of memory");
            assertThatThrownBy(() -> worker.ask("onnxruntime", List.of("a text")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWorkerThatDoesNotStartNamesItsLog() {
        assertThatThrownBy(() -> worker("echo 'cannot find module' >&2; exit 1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("worker.log");
        assertThat(folder.resolve("worker.log")).content().contains("cannot find module");
    }

    @Test
    void packagesAreInstalledOnceForALockFile() throws Exception {
        String npm = script("npm", "echo \"$@\" >> calls");

        NodeWorker.install(npm, folder);
        NodeWorker.install(npm, folder);

        assertThat(folder.resolve("calls")).content().containsOnlyOnce("ci --ignore-scripts");
        assertThat(folder.resolve("worker.mjs")).exists();
        assertThat(folder.resolve("package-lock.json")).content().doesNotContain("\"resolved\": \"http");
    }

    @Test
    void aFailedInstallationIsTriedAgainNextTime() throws Exception {
        String npm = script("npm", "exit 1");

        assertThatThrownBy(() -> NodeWorker.install(npm, folder)).hasMessageContaining("npm.log");
        assertThat(folder.resolve("installed-lock.json")).doesNotExist();
    }
}
