package io.celesteos.contracts.redis;

import io.lettuce.core.RedisClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** A service that made itself a {@link RedisLink} tells of it in its health report. */
@AutoConfiguration
@ConditionalOnClass(RedisClient.class)
public class RedisAutoConfiguration {

    @Bean
    @ConditionalOnBean(RedisLink.class)
    RedisProbe redisProbe(RedisLink link) {
        return new RedisProbe(link);
    }
}
