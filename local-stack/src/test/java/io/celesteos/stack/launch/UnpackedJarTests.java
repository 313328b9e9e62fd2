package io.celesteos.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTests {

    @TempDir
    private Path folder;

    private Path jar;
    private Path unpacked;

    @BeforeEach
    void aJar() throws IOException {
        jar = Files.writeString(folder.resolve("some-service-0.1.0.jar"), "first build");
        unpacked = folder.resolve("unpacked");
    }

    /** Stands in for the JVM: notes that it ran, and leaves what the tool would leave. */
    private String java(String script) throws IOException {
        Path java = folder.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho ran >> " + folder.resolve("runs") + "\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return java.toString();
    }

    private String unpackingJava() throws IOException {
        return java("mkdir -p \"$7/lib\" && cp \"$4\" \"$7/\"");
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs"));
    }

    @Test
    void aJarIsTakenApartOnceAndRunFromThere() throws Exception {
        Path first = UnpackedJar.of(jar, unpacked, unpackingJava());
        Path again = UnpackedJar.of(jar, unpacked, unpackingJava());

        assertThat(first).startsWith(unpacked).hasSameTextualContentAs(jar).isEqualTo(again);
        assertThat(first.resolveSibling("lib")).isDirectory();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void anotherBuildReplacesTheOneBefore() throws Exception {
        Path first = UnpackedJar.of(jar, unpacked, unpackingJava());
        Files.writeString(jar, "other build");

        Path second = UnpackedJar.of(jar, unpacked, unpackingJava());

        assertThat(second).isNotEqualTo(first).hasContent("other build");
        try (Stream<Path> left = Files.list(unpacked)) {
            assertThat(left).containsExactly(second.getParent());
        }
    }

    @Test
    void aFailureLeavesTheJarItselfToRun() throws Exception {
        assertThat(UnpackedJar.of(jar, unpacked, java("mkdir -p \"$7\"; exit 1")))
                .isEqualTo(jar);
        assertThat(UnpackedJar.of(jar, unpacked, folder.resolve("no-java").toString()))
                .isEqualTo(jar);
        assertThat(UnpackedJar.of(jar, unpacked, unpackingJava()))
                .as("what was left halfway is no hindrance")
                .isNotEqualTo(jar);
    }

    @Test
    void aJarFullOfModelsStaysAsItIs() throws Exception {
        try (var file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.setLength(129L << 20);
        }

        assertThat(UnpackedJar.of(jar, unpacked, unpackingJava())).isEqualTo(jar);
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
