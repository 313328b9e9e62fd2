package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTests {

    private static final String DIGEST = "0123456789abcdef0123456789abcdef";

    @Test
    void aTokenComesBackAsItWasGiven() {
        PageToken token = new PageToken(DIGEST, DIGEST, DIGEST, 10);

        assertThat(PageToken.parse(token.text())).contains(token);
        assertThat(token.text()).matches("[A-Za-z0-9_-]{10,200}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "%%%",
                "1.0123456789abcdef.0123456789abcdef.0123456789abcdef.1",
                "=1.0123456789abcdef.0123456789abcdef.0123456789abcdef.-1",
                "=1.0123456789abcdef.0123456789abcdef.0123456789abcdef.100000",
                "=1.7.0123456789abcdef.0123456789abcdef.1",
                "=2.0123456789abcdef.0123456789abcdef.0123456789abcdef.1",
                "=1.0123456789ABCDEF.0123456789abcdef.0123456789abcdef.1",
                "=1.0123456789abcdef.0123456789abcdef.0123456789abcdef.1\n",
                "=1.0123456789abcdef.0123456789abcdef.0123456789abcdef.1.1"
            })
    void whatWasNeverGivenIsNoToken(String text) {
        String token = text.startsWith("=")
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(text.substring(1).getBytes(StandardCharsets.US_ASCII))
                : text;

        assertThat(PageToken.parse(token)).isEmpty();
    }
}
