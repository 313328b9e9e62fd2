package io.celesteos.gateway.shared;

import io.celesteos.contracts.redis.RedisConfigured;
import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With Redis where an address is set. */
@Configuration(proxyBeanMethods = false)
class SharedConfiguration {

    @Bean
    SharedState sharedState(ObjectProvider<RedisLink> link, RedisProperties properties, MeterRegistry meters) {
        return new SharedState(link.getIfAvailable(), properties, meters);
    }

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("gateway.redis.url")
    static class Redis {

        @Bean
        RedisLink redisLink(RedisProperties properties) {
            return new RedisLink(String.valueOf(properties.url())).connecting();
        }
    }
}
