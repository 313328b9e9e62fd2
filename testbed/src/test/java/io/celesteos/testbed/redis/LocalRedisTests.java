package io.celesteos.testbed.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.celesteos.testbed.server.MissingServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRedisTests {

    @TempDir
    Path bin;

    @Test
    void aMachineWithoutRedisSaysWhatToType() {
        assertThatExceptionOfType(MissingServerException.class)
                .isThrownBy(() -> LocalRedis.find(List.of(bin)))
                .withMessageContaining("redis-server is not installed")
                .withMessageContaining("./celeste test");
    }

    @Test
    void valkeyWillDoWhereRedisIsMissing() throws IOException {
        Path valkey = script("valkey-server", "exit 0");
        assertThat(LocalRedis.find(List.of(bin))).isEqualTo(valkey);

        Path redis = script("redis-server", "exit 0");
        assertThat(LocalRedis.find(List.of(bin))).isEqualTo(redis);
    }

    @Test
    void aServerThatEndsAtOnceIsReportedWithItsLog() throws IOException {
        Path broken = script("redis-server", "echo no memory left; exit 1");

        assertThatIllegalStateException()
                .isThrownBy(() -> LocalRedis.start(broken))
                .withMessageContaining("no memory left");
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
