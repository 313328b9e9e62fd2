package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.gateway.stack.FakeService;
import io.celesteos.gateway.stack.MovableClock;
import io.celesteos.gateway.stack.Yachts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JwtsTests {

    private static final String SECRET = "a shared secret of the issuer with enough bytes";
    private static RSAKey rsa;
    private static ECKey ec;

    private final MovableClock clock = new MovableClock();

    @BeforeAll
    static void keys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @Test
    void aTokenOfTheSharedSecretNamesItsUserAndYacht() throws Exception {
        assertThat(shared().verify(hs256(claims().build(), SECRET))).contains(new Jwts.User("user-1", Yachts.FIRST));
    }

    @Test
    void theYachtIsReadFromWhereUsersCannotWrite() throws Exception {
        JWTClaimsSet own = claims().claim("app_metadata", Map.of())
                .claim("user_metadata", Map.of("yacht_id", Yachts.SECOND.toString()))
                .claim("yacht_id", Yachts.SECOND.toString())
                .build();
        assertThat(shared().verify(hs256(own, SECRET))).contains(new Jwts.User("user-1", null));
    }

    @Test
    void aYachtThatIsNoUuidIsNone() throws Exception {
        JWTClaimsSet odd =
                claims().claim("app_metadata", Map.of("yacht_id", "1 or 1=1")).build();
        assertThat(shared().verify(hs256(odd, SECRET))).contains(new Jwts.User("user-1", null));
    }

    @Test
    void otherSecretsUnsignedTokensAndRubbishAreNobodys() throws Exception {
        assertThat(shared().verify(hs256(claims().build(), "another secret of somebody with enough bytes")))
                .isEmpty();
        assertThat(shared().verify(new PlainJWT(claims().build()).serialize())).isEmpty();
        assertThat(shared().verify("a.b.c")).isEmpty();
        assertThat(shared().verify("..")).isEmpty();
        String good = hs256(claims().build(), SECRET);
        assertThat(shared().verify(good.substring(0, good.length() - 2) + "AA")).isEmpty();
    }

    @Test
    void otherAudiencesAndIssuersAreNobodys() throws Exception {
        assertThat(shared().verify(hs256(claims().audience("anon").build(), SECRET)))
                .isEmpty();
        Jwts strict = new Jwts(properties(SECRET, null, "https://issuer.example"), clock);
        assertThat(strict.verify(hs256(claims().build(), SECRET))).isEmpty();
        assertThat(strict.verify(hs256(claims().issuer("https://issuer.example").build(), SECRET)))
                .isPresent();
    }

    @Test
    void aTokenWithoutAnEndOrAUserIsNobodys() throws Exception {
        assertThat(shared().verify(hs256(claims().expirationTime(null).build(), SECRET)))
                .isEmpty();
        assertThat(shared().verify(hs256(claims().subject(null).build(), SECRET)))
                .isEmpty();
    }

    @Test
    void anExpiredTokenIsToldSoAndOnlyIfItWasGood() throws Exception {
        String token = hs256(claims().build(), SECRET);
        String forged = hs256(claims().build(), "another secret of somebody with enough bytes");
        clock.forward(Duration.ofHours(2));
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> shared().verify(token));
        assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHORIZED);
        assertThat(refused.detail()).contains("expired");
        assertThat(shared().verify(forged)).isEmpty();
    }

    @Test
    void withoutAKeyNoTokenCounts() throws Exception {
        assertThat(new Jwts(TestIdentity.noJwts(), clock).verify(hs256(claims().build(), SECRET)))
                .isEmpty();
    }

    @Test
    void tokensOfThePublishedKeysCountAndTheirPublicKeyIsNoSecret() throws Exception {
        try (var issuer = new Issuer()) {
            Jwts published = new Jwts(properties(null, issuer.url(), null), clock);
            assertThat(published.verify(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa))))
                    .isPresent();
            assertThat(published.verify(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec))))
                    .isPresent();
            assertThat(published.verify(signed(
                            JWSAlgorithm.HS256,
                            "rsa",
                            new MACSigner(rsa.toRSAPublicKey().getEncoded()))))
                    .isEmpty();
            RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
            assertThat(published.verify(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(stranger))))
                    .isEmpty();
            assertThat(issuer.service.received()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void anIssuerThatIsAwayIsNoWrongToken() throws Exception {
        try (var issuer = new Issuer()) {
            issuer.service.goAway();
            Jwts published = new Jwts(properties(null, issuer.url(), null), clock);
            String token = signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa));
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> published.verify(token));
            assertThat(refused.type()).isEqualTo(ProblemType.UPSTREAM_UNAVAILABLE);
            assertThat(refused.retryAfter()).isNotNull();
            issuer.service.comeBack();
        }
    }

    /** Publishes the keys over HTTP. */
    private static final class Issuer implements AutoCloseable {

        private final FakeService service = new FakeService();

        Issuer() {
            service.onJson("/jwks", 200, new JWKSet(java.util.List.of(rsa, ec)).toString());
        }

        String url() {
            return service.url() + "/jwks";
        }

        @Override
        public void close() {
            service.goAway();
        }
    }

    private Jwts shared() {
        return new Jwts(properties(SECRET, null, null), clock);
    }

    static JwtProperties properties(@Nullable String secret, @Nullable String jwks, @Nullable String issuer) {
        return new JwtProperties(
                secret,
                jwks,
                issuer,
                "authenticated",
                "app_metadata.yacht_id",
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("user-1")
                .audience("authenticated")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))))
                .claim("app_metadata", Map.of("yacht_id", Yachts.FIRST.toString()));
    }

    private String signed(JWSAlgorithm algorithm, String key, JWSSigner signer) throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims().build());
        token.sign(signer);
        return token.serialize();
    }

    static String hs256(JWTClaimsSet claims, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }
}
