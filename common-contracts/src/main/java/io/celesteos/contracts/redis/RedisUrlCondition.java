package io.celesteos.contracts.redis;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Behind {@link RedisConfigured}. */
final class RedisUrlCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String property = metadata.getAnnotations().get(RedisConfigured.class).getString("value");
        return StringUtils.hasText(context.getEnvironment().getProperty(property));
    }
}
