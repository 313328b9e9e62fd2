package io.celesteos.testbed.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTests {

    @TempDir
    Path temporary;

    @Test
    void theServerAndItsFolderGoWithThisProcess() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(temporary.resolve("server/data"));
        Process server = new ProcessBuilder("sleep", "600").start();
        Path pidFile = Files.writeString(folder.resolve("pid"), server.pid() + "\nmore\n");
        Guard guard = Guard.over(pidFile, folder.getParent());

        guard.release();

        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    void aGuardThatWasDismissedTouchesNothing() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(temporary.resolve("kept"));
        Guard guard = Guard.over(folder.resolve("pid"), folder);

        guard.close();
        guard.release();

        assertThat(folder).exists();
    }
}
