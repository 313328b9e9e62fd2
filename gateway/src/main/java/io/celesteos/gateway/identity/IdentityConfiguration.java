package io.celesteos.gateway.identity;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.database.yachts.Signature;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.database.yachts.YachtDirectory;
import io.celesteos.gateway.bridge.BlockingBridge;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the sign-in together. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    YachtLookup yachtLookup(DataSource dataSource) {
        YachtDirectory directory = new YachtDirectory(dataSource);
        return new YachtLookup() {
            @Override
            public Optional<Yacht> bySignature(Signature signature) {
                return directory.bySignature(signature);
            }

            @Override
            public Optional<Yacht> byId(YachtId id) {
                return directory.byId(id);
            }
        };
    }

    @Bean
    StreamTokens streamTokens(IdentityProperties properties, Clock clock) {
        return new StreamTokens(properties, clock, new SecureRandom());
    }

    @Bean
    SignIn signIn(YachtLookup lookup, StreamTokens tokens, IdentityProperties properties, Clock clock) {
        return new SignIn(new KnownYachts(lookup, properties, clock), tokens, new FailedSignIns(properties, clock));
    }

    @Bean
    IdentityFilter identityFilter(SignIn signIn, BlockingBridge bridge, WebProperties web) {
        return new IdentityFilter(signIn, bridge, web);
    }
}
