package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.gateway.shared.SharedScripts;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignedRequestsTests {

    private static final byte[] BODY = "{\"query\": \"oil\"}".getBytes(StandardCharsets.UTF_8);

    private final MovableClock clock = new MovableClock();
    private final TestIdentity directory = new TestIdentity();
    private final SigningSecrets secrets =
            new SigningSecrets("a secret of the gateway with enough bytes", new SecureRandom());
    private final SignedRequests requests = new SignedRequests(
            directory,
            secrets,
            new SeenSignatures(Duration.ofMinutes(5), clock, SharedScripts.NONE),
            Duration.ofMinutes(5),
            clock);

    @Test
    void aBodySignedWithTheYachtsSecretFits() {
        assertThat(requests.fits(signed(Yachts.FIRST, 0, null, BODY), BODY)).isTrue();
    }

    @Test
    void anotherBodyTimeNonceYachtOrSecretDoesNotFit() {
        SignedHeader good = signed(Yachts.FIRST, 0, "n1", BODY);
        assertThat(requests.fits(good, "{}".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(requests.fits(new SignedHeader(good.yacht(), good.seconds() + 1, "n1", good.mac()), BODY))
                .isFalse();
        assertThat(requests.fits(new SignedHeader(good.yacht(), good.seconds(), "n2", good.mac()), BODY))
                .isFalse();
        assertThat(requests.fits(new SignedHeader(good.yacht(), good.seconds(), null, good.mac()), BODY))
                .isFalse();
        assertThat(requests.fits(new SignedHeader(Yachts.SUSPENDED, good.seconds(), "n1", good.mac()), BODY))
                .isFalse();
        assertThat(requests.fits(new SignedHeader(Yachts.SECOND, good.seconds(), "n1", good.mac()), BODY))
                .isFalse();
        assertThat(requests.fits(good, BODY)).isTrue();
    }

    @Test
    void theNonceCannotBeMovedIntoTheBody() {
        SignedHeader good = signed(Yachts.FIRST, 0, "n", BODY);
        SignedHeader moved = new SignedHeader(good.yacht(), good.seconds(), null, good.mac());
        for (String body : new String[] {"n.{}", ":n.{}", "n." + new String(BODY, StandardCharsets.UTF_8)}) {
            assertThat(requests.fits(moved, body.getBytes(StandardCharsets.UTF_8)))
                    .isFalse();
        }
    }

    @Test
    void aSignatureIsGoodOnce() {
        SignedHeader good = signed(Yachts.FIRST, 0, null, BODY);
        assertThat(requests.fits(good, BODY)).isTrue();
        assertThat(refusal(good, BODY).detail()).contains("used before");
        clock.forward(Duration.ofMinutes(5));
        assertThat(refusal(good, BODY).detail()).contains("used before");
    }

    @Test
    void aSignatureFromTheFutureIsStillRememberedWhenItsTimeComes() {
        SignedHeader early = signed(Yachts.FIRST, 299, null, BODY);
        assertThat(requests.fits(early, BODY)).isTrue();
        clock.forward(Duration.ofSeconds(598));
        assertThat(refusal(early, BODY).detail()).contains("used before");
    }

    @Test
    void aSkewedClockIsToldTheServersTime() {
        for (long seconds : new long[] {-301, 301, Long.MIN_VALUE / 2}) {
            ProblemException refused = refusal(signed(Yachts.FIRST, seconds, null, BODY), BODY);
            assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHORIZED);
            assertThat(refused.detail())
                    .contains("5 minutes", Long.toString(clock.instant().getEpochSecond()));
        }
        assertThat(requests.fits(signed(Yachts.FIRST, -300, null, BODY), BODY)).isTrue();
        assertThat(requests.fits(signed(Yachts.FIRST, 300, null, BODY), BODY)).isTrue();
    }

    @Test
    void aNewTokenEndsTheSecret() {
        SignedHeader before = signed(Yachts.FIRST, 0, null, BODY);
        directory.bySignature.remove(Yachts.FIRST_SIGNATURE);
        directory.bySignature.put("rotated", Yachts.first());
        assertThat(requests.fits(before, BODY)).isFalse();
        assertThat(requests.fits(signed(Yachts.FIRST, 0, null, BODY), BODY)).isTrue();
    }

    private SignedHeader signed(YachtId yacht, long secondsFromNow, @Nullable String nonce, byte[] body) {
        long seconds = clock.instant().getEpochSecond() + secondsFromNow;
        String secret = directory
                .signatureHash(yacht)
                .map(hash -> secrets.of(yacht, hash))
                .orElseThrow();
        return new SignedHeader(yacht, seconds, nonce, mac(secret, seconds, nonce, body));
    }

    static byte[] mac(String secret, long seconds, @Nullable String nonce, byte[] body) {
        String prefix = nonce == null ? seconds + "." : seconds + ":" + nonce + ".";
        return Hmac.sha256(
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
                prefix.getBytes(StandardCharsets.UTF_8),
                body);
    }

    static String header(YachtId yacht, String secret, long seconds, @Nullable String nonce, byte[] body) {
        return "yacht=" + yacht + ",t=" + seconds + ",v1="
                + HexFormat.of().formatHex(mac(secret, seconds, nonce, body))
                + (nonce == null ? "" : ",nonce=" + nonce);
    }

    private ProblemException refusal(SignedHeader header, byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> requests.fits(header, body));
    }
}
