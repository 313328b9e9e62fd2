package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTokensTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final MovableClock clock = new MovableClock();
    private final StreamTokens tokens = tokens(SECRET);

    @Test
    void aTokenNamesItsYachtUntilItExpires() {
        StreamToken issued = tokens.issue(Yachts.FIRST);
        assertThat(issued.expiresInSeconds()).isEqualTo(60);
        assertThat(issued.expiresAt()).isEqualTo(clock.instant().plusSeconds(60));
        clock.forward(Duration.ofSeconds(59));
        assertThat(tokens.verify(issued.token())).contains(Yachts.FIRST);
        clock.forward(Duration.ofSeconds(1));
        assertThat(tokens.verify(issued.token())).isEmpty();
    }

    @Test
    void aTokenWithAnyBitChangedIsRefused() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.issue(Yachts.FIRST).token());
        for (int position = 0; position < token.length; position++) {
            byte[] changed = token.clone();
            changed[position] ^= 1;
            assertThat(tokens.verify(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("byte %d", position)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "not base64!", "ü", "AAAA", "first-yacht-signature"})
    void whatIsNoTokenIsRefused(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void aTokenOfAnotherKeyIsRefusedAndOneOfTheSameKeyIsGoodOnEveryReplica() {
        String token = tokens.issue(Yachts.FIRST).token();
        assertThat(tokens("another-secret-of-at-least-32-bytes").verify(token)).isEmpty();
        assertThat(tokens(null).verify(token)).isEmpty();
        assertThat(tokens(SECRET).verify(token)).contains(Yachts.FIRST);
    }

    private StreamTokens tokens(@Nullable String secret) {
        return new StreamTokens(TestIdentity.properties(30, secret), clock, new SecureRandom());
    }
}
