package io.celesteos.testbed.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrowawayRedisIT {

    private final ThrowawayRedis redis = ThrowawayRedis.shared();
    private final URI address = URI.create(redis.uri());

    @BeforeEach
    void empty() {
        redis.flush();
    }

    @Test
    void keysAreKeptUntilTheFlush() throws IOException {
        ask("SET engine port");
        assertThat(ask("EXISTS engine")).isEqualTo(":1");

        redis.flush();

        assertThat(ask("EXISTS engine")).isEqualTo(":0");
    }

    @Test
    void anOutageEndsOnTheSameAddressWithoutKeys() throws IOException {
        ask("SET engine port");

        redis.stop();
        redis.stop();
        try {
            assertThatIOException().isThrownBy(() -> ask("PING"));
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(redis::flush);
        } finally {
            redis.start();
            redis.start();
        }

        assertThat(redis.uri()).isEqualTo(address.toString());
        assertThat(ask("EXISTS engine")).isEqualTo(":0");
    }

    private String ask(String command) throws IOException {
        return RedisProbe.ask(address.getHost(), address.getPort(), command);
    }
}
