package io.celesteos.contracts.redis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Where a Redis address is set; an empty one, which an unset environment variable leaves, is none. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(RedisUrlCondition.class)
public @interface RedisConfigured {

    /** The property that holds the address, such as {@code search.cache.redis-url}. */
    String value();
}
