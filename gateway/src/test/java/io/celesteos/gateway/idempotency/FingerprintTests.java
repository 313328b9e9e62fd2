package io.celesteos.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTests {

    private static final String UPLOAD =
            "--%s\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n-the--manual-\r\n--%s--\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void theSameUploadWithAnotherBoundaryIsTheSameHoweverItArrives(int part) {
        String first = UPLOAD.formatted("aabaabX", "aabaabX");
        String second = UPLOAD.formatted("----WebKit7", "----WebKit7");
        assertThat(of("/d", "aabaabX", first, part)).isEqualTo(of("/d", "----WebKit7", second, 1000));
    }

    @Test
    void aBoundaryThatBeginsAgainWithinItselfIsFound() {
        assertThat(of("/d", "aab", "xaaabyaab", 1)).isEqualTo(of("/d", "Q", "xaQyQ", 4));
        assertThat(of("/d", "aab", "aaaa", 1)).isEqualTo(of("/d", "Q", "aaaa", 4));
    }

    @Test
    void anotherBodyAddressMethodOrTypeIsAnother() {
        byte[] one = of("/d", null, "{}", 10);
        assertThat(of("/d", null, "{}", 1)).isEqualTo(one);
        assertThat(of("/d", null, "{ }", 10)).isNotEqualTo(one);
        assertThat(of("/e", null, "{}", 10)).isNotEqualTo(one);
        assertThat(Fingerprint.of("PUT", "/d", null, "application/json", null).value())
                .isNotEqualTo(Fingerprint.of("POST", "/d", null, "application/json", null)
                        .value());
        assertThat(Fingerprint.of("POST", "/d", "a=1", "", null).value())
                .isNotEqualTo(Fingerprint.of("POST", "/d", null, "a=1", null).value());
    }

    private static byte[] of(String path, @Nullable String boundary, String body, int part) {
        Fingerprint fingerprint = Fingerprint.of("POST", path, null, "application/json", boundary);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += part) {
            fingerprint.add(ByteBuffer.wrap(bytes, i, Math.min(part, bytes.length - i)));
        }
        assertThat(fingerprint.bytes()).isEqualTo(bytes.length);
        return fingerprint.value();
    }
}
