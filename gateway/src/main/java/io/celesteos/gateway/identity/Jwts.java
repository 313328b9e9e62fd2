package io.celesteos.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Users' tokens (RFC 7519), as Supabase and others issue them. Which algorithm counts is decided by which key is
 * configured and never by the token alone: a public key is not taken for a shared secret, and unsigned tokens are
 * refused. Blocking when the key set has to be fetched; thread-safe.
 */
final class Jwts {

    static final String HOW =
            "The bearer token is not valid here. Send an unexpired access token of this service's users, a yacht's"
                    + " token or an API key.";

    private static final Set<JWSAlgorithm> BY_KEY_SET = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);

    /** Of a key set; more is no key set. */
    private static final int MOST_BYTES = 256 * 1024;

    private final @Nullable DefaultJWTProcessor<SecurityContext> processor;
    private final JwtProperties properties;

    Jwts(JwtProperties properties, Clock clock) {
        this.properties = properties;
        this.processor =
                properties.secret() == null && properties.jwksUrl() == null ? null : processor(properties, clock);
    }

    /**
     * Whose token it is.
     *
     * @param subject of the user
     * @param yacht null when the token names none
     */
    record User(String subject, @Nullable YachtId yacht) {}

    /**
     * @return empty for a token that nobody here has signed, or for somebody else
     * @throws ProblemException 401 for a good token that has expired, 503 when the key set cannot be had
     */
    Optional<User> verify(String token) {
        if (processor == null) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return Optional.of(new User(claims.getSubject(), yacht(claims)));
        } catch (ExpiredJWTException expired) {
            throw ProblemException.of(
                    ProblemType.UNAUTHORIZED, "The bearer token has expired. Get a new one and try again.");
        } catch (KeySourceException away) {
            throw ProblemException.retryLater(
                    ProblemType.UPSTREAM_UNAVAILABLE,
                    "The issuer's keys cannot be fetched at the moment. Try again in a few seconds.",
                    Duration.ofSeconds(5));
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    /** Where a token names its yacht. */
    String yachtClaim() {
        return properties.yachtClaim();
    }

    private @Nullable YachtId yacht(JWTClaimsSet claims) {
        Object value = claims.getClaims();
        for (String step : properties.yachtClaim().split("\\.")) {
            value = value instanceof Map<?, ?> level ? level.get(step) : null;
        }
        try {
            return value instanceof String id ? YachtId.of(id) : null;
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JwtProperties properties, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(keys(properties));
        JWTClaimsSet exact = properties.issuer() == null
                ? new JWTClaimsSet.Builder().build()
                : new JWTClaimsSet.Builder().issuer(properties.issuer()).build();
        String audience = properties.audience().isBlank() ? null : properties.audience();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(audience, exact, Set.of("exp", "sub")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        claims.setMaxClockSkew((int) properties.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private static JWSKeySelector<SecurityContext> keys(JwtProperties properties) {
        String secret = properties.secret();
        JWSKeySelector<SecurityContext> shared = secret == null
                ? null
                : new SingleKeyJWSKeySelector<>(
                        JWSAlgorithm.HS256, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String address = properties.jwksUrl();
        JWSKeySelector<SecurityContext> published = address == null
                ? null
                : new JWSVerificationKeySelector<>(BY_KEY_SET, keySet(address, properties.fetchLimit()));
        return (header, context) -> {
            JWSKeySelector<SecurityContext> fitting =
                    JWSAlgorithm.HS256.equals(header.getAlgorithm()) ? shared : published;
            return fitting == null ? List.of() : fitting.selectJWSKeys(header, context);
        };
    }

    private static JWKSource<SecurityContext> keySet(String address, Duration fetchLimit) {
        int limit = (int) fetchLimit.toMillis();
        try {
            // Cached for minutes, fetched again for an unknown key but not at every caller's whim, and used for
            // hours while the issuer is away.
            return JWKSourceBuilder.create(
                            URI.create(address).toURL(), new DefaultResourceRetriever(limit, limit, MOST_BYTES))
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException notFetchable) {
            throw new IllegalArgumentException(
                    "gateway.jwt.jwks-url (JWKS_URL) is no address that can be fetched: " + address, notFetchable);
        }
    }
}
