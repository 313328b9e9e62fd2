package io.celesteos.streaming.resume;

import io.celesteos.contracts.redis.RedisConfigured;
import io.celesteos.contracts.redis.RedisLink;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** In memory alone, or in Redis as well where an address is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ResumeProperties.class)
class ResumeConfiguration {

    @Bean
    StreamRecords streamRecords(ResumeProperties properties, ObjectProvider<RedisLink> redis, MeterRegistry meters) {
        RedisLink link = redis.getIfAvailable();
        return new StreamRecords(
                properties,
                link == null ? RecordArchive.NONE : new RedisRecordArchive(link, properties),
                meters,
                System::nanoTime);
    }

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("streaming.resume.redis-url")
    static class Redis {

        @Bean
        RedisLink redisLink(ResumeProperties properties) {
            return new RedisLink(String.valueOf(properties.redisUrl())).connecting();
        }
    }
}
