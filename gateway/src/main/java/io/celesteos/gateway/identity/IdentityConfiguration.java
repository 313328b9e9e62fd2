package io.celesteos.gateway.identity;

import io.celesteos.contracts.web.WebProperties;
import io.celesteos.database.yachts.AccessKeys;
import io.celesteos.gateway.bridge.BlockingBridge;
import io.celesteos.gateway.door.DoorProperties;
import io.celesteos.gateway.shared.SharedState;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts of the sign-in together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JwtProperties.class)
class IdentityConfiguration {

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    KnownCredentials knownCredentials(DataSource dataSource, IdentityProperties properties, Clock clock) {
        return new KnownCredentials(new PgYachtLookup(dataSource), properties, clock);
    }

    @Bean
    StreamTokens streamTokens(IdentityProperties properties, Clock clock, SecureRandom random) {
        return new StreamTokens(properties, clock, random);
    }

    @Bean
    SignedRequests signedRequests(
            KnownCredentials known,
            IdentityProperties properties,
            Clock clock,
            SecureRandom random,
            SharedState shared) {
        return new SignedRequests(
                known,
                new SigningSecrets(properties.signingSecret(), random),
                new SeenSignatures(properties.signatureWindow(), clock, shared.patient("signatures")),
                properties.signatureWindow(),
                clock);
    }

    @Bean
    ApiKeys apiKeys(DataSource dataSource, IdentityProperties properties, Clock clock, SecureRandom random) {
        return new ApiKeys(new AccessKeys(dataSource), properties, clock, random);
    }

    @Bean
    SignIn signIn(
            KnownCredentials known,
            SignedRequests signed,
            JwtProperties jwts,
            StreamTokens tokens,
            IdentityProperties properties,
            Clock clock,
            SharedState shared) {
        return new SignIn(
                known,
                signed,
                new Jwts(jwts, clock),
                tokens,
                new FailedSignIns(properties, clock, shared.patient("failures")),
                clock);
    }

    @Bean
    IdentityFilter identityFilter(
            SignIn signIn, BlockingBridge bridge, WebProperties web, DoorProperties door, JsonMapper json) {
        return new IdentityFilter(signIn, bridge, web, new SignatureInBody(json), door.bodyTimeout());
    }
}
