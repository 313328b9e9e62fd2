package io.celesteos.search.fallback;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a key, and nobody said no. Without one nothing of this package is made. */
public final class FallbackConfigured implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        String key = settings.getProperty("search.fallback-embedding.api-key", "");
        return !key.isBlank() && settings.getProperty("search.fallback-embedding.enabled", Boolean.class, true);
    }
}
