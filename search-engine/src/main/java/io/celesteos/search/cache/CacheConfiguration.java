package io.celesteos.search.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.redis.RedisConfigured;
import io.celesteos.contracts.redis.RedisLink;
import io.celesteos.search.provenance.CodeFingerprint;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** In process alone, or in front of Redis where an address is set. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    /** They differ from replica to replica; what counts of the embedding is its space. */
    private static final Set<String> CHANGE_NO_ANSWER = Set.of(
            "SandboxProperties",
            "WorkflowProperties",
            "BackfillProperties",
            "CacheProperties",
            "ChunkingProperties",
            "EmbeddingProperties",
            // What the other provider answered is never kept.
            "FallbackEmbeddingProperties",
            "JobsProperties",
            "KnowledgeProperties",
            "LifecycleProperties",
            "MigrationProperties",
            "UploadsProperties");

    @Bean
    ResultCache resultCache(
            CacheProperties properties,
            ObjectProvider<RedisLink> redis,
            MeterRegistry meters,
            JsonMapper json,
            EmbeddingSpace space,
            ApplicationContext context) {
        RedisLink link = redis.getIfAvailable();
        return new ResultCache(
                properties,
                new CacheKeys(answeredBy(space, context)),
                link == null ? AnswerStore.NONE : new RedisAnswerStore(link, properties, json),
                meters,
                Ticker.systemTicker());
    }

    /** Replicas and releases share Redis: each finds only answers made by the same code with the same settings. */
    private static String answeredBy(EmbeddingSpace space, ApplicationContext context) {
        String settings = context.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
                .filter(bean -> bean.getClass().getPackageName().startsWith("io.celesteos.search."))
                .filter(bean -> !CHANGE_NO_ANSWER.contains(bean.getClass().getSimpleName()))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
        return CodeFingerprint.of("io/celesteos/search", "io/celesteos/contracts/search", "vocabulary")
                + CacheKeys.sha256(space + "\n" + settings);
    }

    @Configuration(proxyBeanMethods = false)
    @RedisConfigured("search.cache.redis-url")
    static class Redis {

        @Bean
        RedisLink redisLink(CacheProperties properties) {
            return new RedisLink(String.valueOf(properties.redisUrl()));
        }
    }
}
