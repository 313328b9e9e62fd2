package io.celesteos.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.gateway.identity.TestCallers;
import io.celesteos.gateway.shared.TestSharing;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import io.celesteos.testbed.redis.ThrowawayRedis;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Two gateways and one Redis. */
class ClaimsIT {

    private static final ThrowawayRedis REDIS = ThrowawayRedis.shared();
    private static final String SECRET = "a secret of the gateways with enough bytes";
    private static final IdempotencyProperties PROPERTIES = new IdempotencyProperties(
            Duration.ofHours(24),
            Duration.ofMinutes(5),
            DataSize.ofKilobytes(64),
            DataSize.ofMegabytes(64),
            DataSize.ofMegabytes(1));
    private static final IdempotencyKey KEY = new IdempotencyKey("k");
    private static final byte[] PRINT = new byte[32];

    private final MovableClock clock = new MovableClock();

    @BeforeEach
    void empty() {
        REDIS.flush();
    }

    private Claims claims(TestSharing sharing, @Nullable String secret) {
        return new Claims(
                new SharedAnswers(
                        sharing.state().patient("idempotency"),
                        new SealedAnswers(secret, new SecureRandom()),
                        PROPERTIES),
                new MemoryAnswers(PROPERTIES, clock));
    }

    private static KeptAnswer answer(String body) {
        return new KeptAnswer(PRINT, 201, "application/json", "/x/1", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofManyAtOnceOneIsFirstAndItsAnswerIsEverybodys() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            Claims first = claims(here, SECRET);
            Claims second = claims(there, SECRET);
            var caller = TestCallers.key(Yachts.FIRST, "n8n");
            var asked = IntStream.range(0, 50)
                    .mapToObj(i -> (i % 2 == 0 ? first : second).claim(caller, KEY))
                    .map(future -> future.join())
                    .toList();
            assertThat(asked).filteredOn(Claim.First.class::isInstance).hasSize(1);
            assertThat(asked).filteredOn(Claim.Running.class::isInstance).hasSize(49);
            Claim.First owner = asked.stream()
                    .filter(Claim.First.class::isInstance)
                    .map(Claim.First.class::cast)
                    .findFirst()
                    .orElseThrow();

            assertThat(owner.keeper()
                            .keep(owner.name(), UUID.randomUUID(), answer("forged"))
                            .join())
                    .isFalse();
            assertThat(owner.keeper()
                            .keep(owner.name(), owner.owner(), answer("made"))
                            .join())
                    .isTrue();

            assertThat(second.claim(caller, KEY).join()).isInstanceOfSatisfying(Claim.Answered.class, answered -> {
                assertThat(answered.answer().body()).asString().isEqualTo("made");
                assertThat(answered.answer().status()).isEqualTo(201);
                assertThat(answered.answer().location()).isEqualTo("/x/1");
                assertThat(answered.answer().belongsTo(PRINT)).isTrue();
            });
            assertThat(owner.keeper().release(owner.name(), owner.owner()).join())
                    .isFalse();
        }
    }

    @Test
    void noOtherYachtOrCredentialFindsAnAnswerNotEvenOneMovedUnderItsName() throws Exception {
        try (TestSharing here = new TestSharing(REDIS.uri());
                RedisLink client = new RedisLink(REDIS.uri())) {
            Claims claims = claims(here, SECRET);
            Claim.First mine = (Claim.First)
                    claims.claim(TestCallers.key(Yachts.FIRST, "n8n"), KEY).join();
            mine.keeper().keep(mine.name(), mine.owner(), answer("secret")).join();

            assertThat(claims.claim(TestCallers.key(Yachts.FIRST, "other"), KEY).join())
                    .isInstanceOf(Claim.First.class);
            Claim.First theirs = (Claim.First)
                    claims.claim(TestCallers.key(Yachts.SECOND, "n8n"), KEY).join();
            assertThat(theirs.name()).isNotEqualTo(mine.name()).doesNotContain(Yachts.SECOND.toString());

            var redis = client.connection(Duration.ofSeconds(20)).sync();
            redis.set(bytes(theirs.name()), redis.get(bytes(mine.name())));
            assertThat(claims.claim(TestCallers.key(Yachts.SECOND, "n8n"), KEY).join())
                    .isInstanceOf(Claim.Unreadable.class);
            assertThat(redis.pttl(bytes(mine.name())))
                    .isBetween(
                            Duration.ofHours(23).toMillis(),
                            Duration.ofHours(24).toMillis());
        }
    }

    @Test
    void gatewaysWithoutACommonSecretDoNothingTwice() {
        try (TestSharing here = new TestSharing(REDIS.uri());
                TestSharing there = new TestSharing(REDIS.uri())) {
            var caller = TestCallers.key(Yachts.FIRST, "n8n");
            Claim.First mine =
                    (Claim.First) claims(here, null).claim(caller, KEY).join();
            mine.keeper().keep(mine.name(), mine.owner(), answer("secret")).join();
            assertThat(claims(there, null).claim(caller, KEY).join()).isInstanceOf(Claim.Unreadable.class);
        }
    }

    @Test
    void whatIsGivenUpIsFreeAgain() {
        try (TestSharing here = new TestSharing(REDIS.uri())) {
            Claims claims = claims(here, SECRET);
            var caller = TestCallers.key(Yachts.FIRST, "n8n");
            Claim.First mine = (Claim.First) claims.claim(caller, KEY).join();
            assertThat(mine.keeper().release(mine.name(), mine.owner()).join()).isTrue();
            assertThat(claims.claim(caller, KEY).join()).isInstanceOf(Claim.First.class);
        }
    }

    @Test
    void withoutRedisTheProcessRemembersAndAClaimEnds() {
        Claims claims = new Claims(
                new SharedAnswers(
                        TestSharing.none().patient("idempotency"),
                        new SealedAnswers(SECRET, new SecureRandom()),
                        PROPERTIES),
                new MemoryAnswers(PROPERTIES, clock));
        var caller = TestCallers.key(Yachts.FIRST, "n8n");
        Claim.First lost = (Claim.First) claims.claim(caller, KEY).join();
        assertThat(claims.claim(caller, KEY).join()).isInstanceOf(Claim.Running.class);
        clock.forward(Duration.ofMinutes(5));
        Claim.First mine = (Claim.First) claims.claim(caller, KEY).join();
        assertThat(lost.keeper().keep(lost.name(), lost.owner(), answer("late")).join())
                .isFalse();
        assertThat(mine.keeper().keep(mine.name(), mine.owner(), answer("made")).join())
                .isTrue();
        assertThat(claims.claim(caller, KEY).join()).isInstanceOf(Claim.Answered.class);
        assertThat(claims.claim(TestCallers.key(Yachts.SECOND, "n8n"), KEY).join())
                .isInstanceOf(Claim.First.class);
        clock.forward(Duration.ofHours(24));
        assertThat(claims.claim(caller, KEY).join()).isInstanceOf(Claim.First.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
