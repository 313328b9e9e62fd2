package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import java.security.SecureRandom;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTests {

    private static final String HERE = "192.0.2.1";

    private final MovableClock clock = new MovableClock();
    private final TestIdentity directory = new TestIdentity();
    private final IdentityProperties properties = TestIdentity.properties(3, null);
    private final StreamTokens tokens = new StreamTokens(properties, clock, new SecureRandom());
    private final SignIn signIn = TestIdentity.signIn(directory, properties, tokens, clock);

    @Test
    void aSignatureBecomesItsYacht() {
        assertThat(signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE).id()).isEqualTo(Yachts.FIRST);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "first-yacht-signatur", "First-Yacht-Signature", "first-yacht-signature "})
    void missingAndWrongSignaturesAreToldApartByNobody(@Nullable String signature) {
        ProblemException refused = refusal(() -> signIn.bySignature(signature, HERE));
        assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(refused.detail()).isEqualTo(SignIn.HOW);
    }

    @Test
    void aSuspendedYachtIsToldSo() {
        assertThat(refusal(() -> signIn.bySignature(Yachts.SUSPENDED_SIGNATURE, HERE))
                        .type())
                .isEqualTo(ProblemType.YACHT_INACTIVE);
    }

    @Test
    void aGoodSignatureIsRememberedForTenSeconds() {
        signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE);
        clock.forward(Duration.ofSeconds(9));
        signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE);
        assertThat(signIn.remembered(new Credential.Token(Yachts.FIRST_SIGNATURE), HERE))
                .isPresent();
        assertThat(directory.asked).isEqualTo(1);
        clock.forward(Duration.ofSeconds(1));
        assertThat(signIn.remembered(new Credential.Token(Yachts.FIRST_SIGNATURE), HERE))
                .isEmpty();
        signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE);
        assertThat(directory.asked).isEqualTo(2);
    }

    @Test
    void aRotatedSignatureEndsWithItsTenSecondsAndTheNewOneWorksAtOnce() {
        signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE);
        refusal(() -> signIn.bySignature("rotated", HERE));
        directory.bySignature.remove(Yachts.FIRST_SIGNATURE);
        directory.bySignature.put("rotated", Yachts.first());
        assertThat(signIn.bySignature("rotated", HERE).id()).isEqualTo(Yachts.FIRST);
        clock.forward(Duration.ofSeconds(10));
        assertThat(refusal(() -> signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE))
                        .type())
                .isEqualTo(ProblemType.UNAUTHORIZED);
    }

    @Test
    void withoutTheDatabaseKnownYachtsAreBelievedForFiveMinutesAndNobodyElse() {
        signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE);
        directory.away = true;
        clock.forward(Duration.ofMinutes(4));
        assertThat(signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE).id()).isEqualTo(Yachts.FIRST);
        ProblemException stranger = refusal(() -> signIn.bySignature("never seen", HERE));
        assertThat(stranger.type()).isEqualTo(ProblemType.UPSTREAM_UNAVAILABLE);
        assertThat(stranger.retryAfter()).isNotNull();
        clock.forward(Duration.ofMinutes(1));
        assertThat(refusal(() -> signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE))
                        .type())
                .isEqualTo(ProblemType.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void anAddressWithTooManyWrongSignaturesIsRefusedForTheRestOfItsWindow() {
        for (int guess = 0; guess < 3; guess++) {
            String wrong = "guess " + guess;
            assertThat(refusal(() -> signIn.bySignature(wrong, HERE)).type()).isEqualTo(ProblemType.UNAUTHORIZED);
        }
        clock.forward(Duration.ofSeconds(20));
        ProblemException refused = refusal(() -> signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE));
        assertThat(refused.type()).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(signIn.bySignature(Yachts.FIRST_SIGNATURE, "192.0.2.2").id()).isEqualTo(Yachts.FIRST);
        clock.forward(Duration.ofSeconds(40));
        assertThat(signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE).id()).isEqualTo(Yachts.FIRST);
    }

    @Test
    void missingSignaturesAndSuspendedYachtsAreNotCountedAsGuesses() {
        for (int i = 0; i < 5; i++) {
            refusal(() -> signIn.bySignature(null, HERE));
            refusal(() -> signIn.bySignature(Yachts.SUSPENDED_SIGNATURE, HERE));
        }
        assertThat(signIn.bySignature(Yachts.FIRST_SIGNATURE, HERE).id()).isEqualTo(Yachts.FIRST);
    }

    @Test
    void aStreamTokenSignsInItsYachtAsLongAsThatIsActive() {
        assertThat(signIn.byStreamToken(tokens.issue(Yachts.FIRST).token(), HERE)
                        .yacht()
                        .id())
                .isEqualTo(Yachts.FIRST);
        String suspended = tokens.issue(Yachts.SUSPENDED).token();
        assertThat(refusal(() -> signIn.byStreamToken(suspended, HERE)).type()).isEqualTo(ProblemType.YACHT_INACTIVE);
        String unknown = tokens.issue(Yachts.SECOND).token();
        assertThat(refusal(() -> signIn.byStreamToken(unknown, HERE)).type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(refusal(() -> signIn.byStreamToken(null, HERE)).type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(refusal(() -> signIn.byStreamToken(Yachts.FIRST_SIGNATURE, HERE))
                        .type())
                .isEqualTo(ProblemType.UNAUTHORIZED);
    }

    @Test
    void wrongOperatorKeysAreCountedLikeWrongSignatures() {
        ApiKey key = new ApiKey("operator");
        signIn.operator(key, "/actuator/prometheus", "operator", HERE);
        for (int guess = 0; guess < 3; guess++) {
            assertThat(refusal(() -> signIn.operator(key, "/actuator/prometheus", "wrong", HERE))
                            .type())
                    .isEqualTo(ProblemType.UNAUTHORIZED);
        }
        assertThat(refusal(() -> signIn.operator(key, "/actuator/prometheus", "operator", HERE))
                        .type())
                .isEqualTo(ProblemType.RATE_LIMITED);
    }

    @Test
    void anotherYachtThanTheCredentialsIsForbidden() {
        SignIn.requireSame(Yachts.first(), null);
        SignIn.requireSame(Yachts.first(), Yachts.FIRST);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> SignIn.requireSame(Yachts.first(), Yachts.SECOND))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static ProblemException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
