package io.celesteos.embedding.cache;

import io.celesteos.contracts.redis.RedisConfigured;
import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** In process alone, or in front of Redis where an address is set. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    @Bean
    EmbeddingCache embeddingCache(
            EmbeddingCacheProperties properties, ObjectProvider<RedisLink> redis, MeterRegistry meters) {
        EmbeddingCache near = new CountingEmbeddingCache(
                new CaffeineEmbeddingCache(properties.maxSize().toBytes()), "memory", meters);
        RedisLink link = redis.getIfAvailable();
        return link == null
                ? near
                : new TieredEmbeddingCache(
                        near, new CountingEmbeddingCache(new RedisEmbeddingCache(link, properties), "redis", meters));
    }

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("embedding.cache.redis-url")
    static class Redis {

        @Bean
        RedisLink redisLink(EmbeddingCacheProperties properties) {
            return new RedisLink(String.valueOf(properties.redisUrl()));
        }
    }
}
