package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.search.backfill.BackfillProperties;
import io.celesteos.search.cache.CacheProperties;
import io.celesteos.search.fallback.FallbackEmbeddingProperties;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.indexing.ChunkingProperties;
import io.celesteos.search.indexing.FileChunkingProperties;
import io.celesteos.search.indexing.MetadataProperties;
import io.celesteos.search.indexing.UploadsProperties;
import io.celesteos.search.jobs.JobsProperties;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lifecycle.LifecycleProperties;
import io.celesteos.search.lifecycle.MigrationProperties;
import io.celesteos.search.query.QueryProperties;
import io.celesteos.search.query.SpellingProperties;
import io.celesteos.search.reading.ReadingProperties;
import io.celesteos.search.rerank.RerankProperties;
import io.celesteos.search.sandbox.SandboxProperties;
import io.celesteos.search.tokenvector.TokenVectorProperties;
import io.celesteos.search.vector.EmbeddingProperties;
import io.celesteos.search.vector.VectorProperties;
import io.celesteos.search.workflow.WorkflowProperties;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class PropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(AllProperties.class);

    @Test
    void everyDefaultIsAsDocumented() {
        runner.run(context -> {
            assertThat(context.getBean(BackfillProperties.class))
                    .isEqualTo(new BackfillProperties(true, 32, Duration.ofSeconds(1), Duration.ofSeconds(30)));
            assertThat(context.getBean(CacheProperties.class))
                    .isEqualTo(new CacheProperties(
                            true,
                            Duration.ofHours(1),
                            DataSize.ofMegabytes(32),
                            null,
                            Duration.ofMillis(20),
                            Duration.ofSeconds(5)));
            assertThat(context.getBean(FusionProperties.class))
                    .isEqualTo(new FusionProperties(
                            60,
                            new FusionProperties.Code(1, 0.015, 1),
                            new FusionProperties.Keywords(1, 1, 0.8),
                            new FusionProperties.Question(1, 1, 0.5)));
            assertThat(context.getBean(ChunkingProperties.class)).isEqualTo(new ChunkingProperties(160, 30, 15));
            assertThat(context.getBean(FileChunkingProperties.class))
                    .isEqualTo(new FileChunkingProperties(240, 40, 24));
            assertThat(context.getBean(MetadataProperties.class))
                    .isEqualTo(new MetadataProperties(null, null, Duration.ofSeconds(5), 24));
            assertThat(context.getBean(JobsProperties.class))
                    .isEqualTo(new JobsProperties(
                            2,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(5),
                            6,
                            Duration.ofSeconds(5),
                            256,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(30)));
            assertThat(context.getBean(ReadingProperties.class))
                    .isEqualTo(new ReadingProperties(
                            Duration.ofSeconds(60),
                            DataSize.ofMegabytes(256),
                            Duration.ofSeconds(30),
                            10_000_000,
                            5_000,
                            10_000,
                            DataSize.ofMegabytes(512),
                            128,
                            50,
                            200));
            assertThat(context.getBean(UploadsProperties.class))
                    .isEqualTo(new UploadsProperties(
                            4,
                            6,
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(2),
                            Duration.ofDays(30),
                            Duration.ofSeconds(30)));
            assertThat(context.getBean(LexicalProperties.class))
                    .isEqualTo(new LexicalProperties(1.6f, 0.3f, 2, 1, 1, 1.5f, 1.3f, 0.75f, 3_000));
            assertThat(context.getBean(LifecycleProperties.class))
                    .isEqualTo(new LifecycleProperties(
                            Duration.ofSeconds(1),
                            2,
                            500,
                            Duration.ofSeconds(2),
                            "",
                            Duration.ofSeconds(30),
                            Duration.ofHours(1),
                            DataSize.ofGigabytes(1),
                            Duration.ofSeconds(1)));
            assertThat(context.getBean(MigrationProperties.class)).isEqualTo(new MigrationProperties(false, "", ""));
            assertThat(context.getBean(QueryProperties.class))
                    .isEqualTo(new QueryProperties(
                            100, Duration.ofSeconds(2), Duration.ofSeconds(2), 64, Duration.ofSeconds(1)));
            assertThat(context.getBean(SpellingProperties.class)).isEqualTo(new SpellingProperties(true, 3, 8));
            assertThat(context.getBean(WorkflowProperties.class))
                    .isEqualTo(new WorkflowProperties(
                            20,
                            8,
                            Duration.ofSeconds(2),
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(2),
                            Duration.ofHours(24),
                            Duration.ofDays(30),
                            Duration.ofMinutes(10),
                            null,
                            null,
                            Duration.ofSeconds(60),
                            256,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(30)));
            assertThat(context.getBean(SandboxProperties.class))
                    .isEqualTo(new SandboxProperties(
                            null,
                            URI.create("https://api.e2b.app"),
                            "e2b.app",
                            "https://{port}-{sandbox}.{domain}",
                            "code-interpreter-v1",
                            false,
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(30),
                            DataSize.ofKilobytes(64),
                            DataSize.ofMegabytes(16)));
            assertThat(context.getBean(EmbeddingProperties.class))
                    .isEqualTo(new EmbeddingProperties(
                            URI.create("http://localhost:8002"),
                            null,
                            "bge-small-en-v1.5",
                            "",
                            384,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(60)));
            assertThat(context.getBean(FallbackEmbeddingProperties.class))
                    .isEqualTo(new FallbackEmbeddingProperties(
                            true,
                            null,
                            null,
                            "text-embedding-3-small",
                            "",
                            1536,
                            true,
                            FallbackEmbeddingProperties.Encoding.BASE64,
                            Duration.ofSeconds(1),
                            Duration.ofMillis(800),
                            new BigDecimal("1.00"),
                            new BigDecimal("0.02"),
                            DataSize.ofMegabytes(128),
                            Duration.ofMinutes(10),
                            new FallbackEmbeddingProperties.Fill(
                                    64,
                                    50_000,
                                    500_000,
                                    Duration.ofSeconds(30),
                                    Duration.ofSeconds(2),
                                    Duration.ofMinutes(5))));
            assertThat(context.getBean(RerankProperties.class))
                    .isEqualTo(new RerankProperties(
                            RerankProperties.Method.STORED,
                            20,
                            Duration.ofMillis(500),
                            null,
                            new RerankProperties.Blend(0, 0.3, 0.35, 0.9, 0.7)));
            assertThat(context.getBean(TokenVectorProperties.class))
                    .isEqualTo(new TokenVectorProperties(true, 2, 0, 16, DataSize.ofMegabytes(64)));
            assertThat(context.getBean(VectorProperties.class)).isEqualTo(VectorProperties.DEFAULT);
        });
    }

    @Test
    void everyNameIsRead() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("search.backfill.enabled", "false"),
                Map.entry("search.backfill.batch", "7"),
                Map.entry("search.backfill.first-pause", "2s"),
                Map.entry("search.backfill.longest-pause", "3s"),
                Map.entry("search.cache.enabled", "false"),
                Map.entry("search.cache.ttl", "1m"),
                Map.entry("search.cache.max-size", "1MB"),
                Map.entry("search.cache.redis-url", "redis://:hidden@r:1"),
                Map.entry("search.cache.redis-timeout", "30ms"),
                Map.entry("search.cache.redis-pause", "6s"),
                Map.entry("search.fusion.k", "10"),
                Map.entry("search.fusion.code.bm25", "2"),
                Map.entry("search.fusion.keywords.vector", "3"),
                Map.entry("search.fusion.question.bm25", "4"),
                Map.entry("search.fusion.question.records", "0.7"),
                Map.entry("search.chunking.target-words", "100"),
                Map.entry("search.chunking.overlap-words", "5"),
                Map.entry("search.chunking.tiny-words", "6"),
                Map.entry("search.lexical.k1", "1.2"),
                Map.entry("search.lexical.b", "0.75"),
                Map.entry("search.lexical.title-weight", "3"),
                Map.entry("search.lexical.content-weight", "2"),
                Map.entry("search.lexical.metadata-weight", "4"),
                Map.entry("search.lexical.code-boost", "5"),
                Map.entry("search.lexical.exact-vectors", "6"),
                Map.entry("search.lifecycle.poll", "3s"),
                Map.entry("search.lifecycle.loaders", "4"),
                Map.entry("search.lifecycle.batch", "50"),
                Map.entry("search.lifecycle.retry-after", "9s"),
                Map.entry("search.lifecycle.index-folder", "/data/indexes"),
                Map.entry("search.lifecycle.commit-interval", "10s"),
                Map.entry("search.lifecycle.rebuild", "2h"),
                Map.entry("search.lifecycle.memory-budget", "3GB"),
                Map.entry("search.lifecycle.open-wait", "4s"),
                Map.entry("search.migration.on-start", "true"),
                Map.entry("search.migration.owner-user", "owner"),
                Map.entry("search.migration.owner-password", "secret"),
                Map.entry("search.query.window", "200"),
                Map.entry("search.query.lexical-limit", "3s"),
                Map.entry("search.query.vector-limit", "4s"),
                Map.entry("search.query.concurrent", "5"),
                Map.entry("search.query.admission-wait", "6s"),
                Map.entry("search.spelling.enabled", "false"),
                Map.entry("search.spelling.few-hits", "7"),
                Map.entry("search.spelling.two-edits-from", "9"),
                Map.entry("search.embedding.url", "http://e:1"),
                Map.entry("search.embedding.api-key", "k"),
                Map.entry("search.embedding.model", "m"),
                Map.entry("search.embedding.space", "s"),
                Map.entry("search.embedding.dimensions", "5"),
                Map.entry("search.embedding.query-timeout", "3s"),
                Map.entry("search.embedding.passage-timeout", "4s"),
                Map.entry("search.fallback-embedding.enabled", "true"),
                Map.entry("search.fallback-embedding.api-key", " sk-hidden\n"),
                Map.entry("search.fallback-embedding.base-url", "https://p.example/v1/"),
                Map.entry("search.fallback-embedding.model", "Nomic"),
                Map.entry("search.fallback-embedding.space", "local/nomic"),
                Map.entry("search.fallback-embedding.dimensions", "768"),
                Map.entry("search.fallback-embedding.send-dimensions", "false"),
                Map.entry("search.fallback-embedding.encoding", "float"),
                Map.entry("search.fallback-embedding.connect-timeout", "2s"),
                Map.entry("search.fallback-embedding.query-timeout", "3s"),
                Map.entry("search.fallback-embedding.daily-budget", "0.5"),
                Map.entry("search.fallback-embedding.price", "0.13"),
                Map.entry("search.fallback-embedding.memory", "64MB"),
                Map.entry("search.fallback-embedding.keep", "1m"),
                Map.entry("search.fallback-embedding.fill.batch", "8"),
                Map.entry("search.fallback-embedding.fill.request-tokens", "9000"),
                Map.entry("search.fallback-embedding.fill.tokens-per-minute", "2000"),
                Map.entry("search.fallback-embedding.fill.timeout", "4s"),
                Map.entry("search.fallback-embedding.fill.first-pause", "5s"),
                Map.entry("search.fallback-embedding.fill.longest-pause", "6s"),
                Map.entry("search.rerank.method", "remote"),
                Map.entry("search.rerank.depth", "30"),
                Map.entry("search.rerank.limit", "70ms"),
                Map.entry("search.rerank.model", "cross-encoder:c"),
                Map.entry("search.rerank.blend.code", "0.1"),
                Map.entry("search.rerank.blend.keywords", "0.2"),
                Map.entry("search.rerank.blend.question", "0.3"),
                Map.entry("search.rerank.blend.lexical", "0.4"),
                Map.entry("search.rerank.blend.records", "0.6"),
                Map.entry("search.lexical.preferred", "2"),
                Map.entry("search.lexical.besides", "0.5"),
                Map.entry("search.token-vectors.drop-stop-words", "false"),
                Map.entry("search.token-vectors.pool", "3"),
                Map.entry("search.token-vectors.dimensions", "64"),
                Map.entry("search.token-vectors.batch", "9"),
                Map.entry("search.token-vectors.cache-size", "7MB"),
                Map.entry("search.vector.backend", "pgvector"),
                Map.entry("search.vector.ef-search", "50"),
                Map.entry("search.vector.exact-below", "60"),
                Map.entry("search.vector.m", "20"),
                Map.entry("search.vector.ef-construction", "70"),
                Map.entry("search.vector.candidates", "80"));
        runner.withPropertyValues(values.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(LexicalProperties.class))
                            .isEqualTo(new LexicalProperties(1.2f, 0.75f, 3, 2, 4, 5, 2, 0.5f, 6));
                    assertThat(context.getBean(SpellingProperties.class))
                            .isEqualTo(new SpellingProperties(false, 7, 9));
                    assertThat(context.getBean(VectorProperties.class))
                            .isEqualTo(new VectorProperties(VectorProperties.Backend.PGVECTOR, 50, 60, 20, 70, 80));
                    FallbackEmbeddingProperties fallback = context.getBean(FallbackEmbeddingProperties.class);
                    assertThat(fallback)
                            .isEqualTo(new FallbackEmbeddingProperties(
                                    true,
                                    "sk-hidden",
                                    "https://p.example/v1",
                                    "Nomic",
                                    "local/nomic",
                                    768,
                                    false,
                                    FallbackEmbeddingProperties.Encoding.FLOAT,
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(3),
                                    new BigDecimal("0.5"),
                                    new BigDecimal("0.13"),
                                    DataSize.ofMegabytes(64),
                                    Duration.ofMinutes(1),
                                    new FallbackEmbeddingProperties.Fill(
                                            8,
                                            9000,
                                            2000,
                                            Duration.ofSeconds(4),
                                            Duration.ofSeconds(5),
                                            Duration.ofSeconds(6))));
                    assertThat(fallback.toString()).doesNotContain("hidden");
                    assertThat(context.getBean(RerankProperties.class))
                            .isEqualTo(new RerankProperties(
                                    RerankProperties.Method.REMOTE,
                                    30,
                                    Duration.ofMillis(70),
                                    "cross-encoder:c",
                                    new RerankProperties.Blend(0.1, 0.2, 0.3, 0.4, 0.6)));
                    assertThat(context.getBean(TokenVectorProperties.class))
                            .isEqualTo(new TokenVectorProperties(false, 3, 64, 9, DataSize.ofMegabytes(7)));
                    assertThat(context.getBean(LifecycleProperties.class))
                            .isEqualTo(new LifecycleProperties(
                                    Duration.ofSeconds(3),
                                    4,
                                    50,
                                    Duration.ofSeconds(9),
                                    "/data/indexes",
                                    Duration.ofSeconds(10),
                                    Duration.ofHours(2),
                                    DataSize.ofGigabytes(3),
                                    Duration.ofSeconds(4)));
                    assertThat(context.getBean(CacheProperties.class).redisUrl())
                            .isEqualTo("redis://:hidden@r:1");
                    assertThat(context.getBean(CacheProperties.class).toString())
                            .doesNotContain("hidden");
                    assertThat(context.getBean(MigrationProperties.class).toString())
                            .contains("owner")
                            .doesNotContain("secret");
                    assertThat(context.getBean(EmbeddingProperties.class)
                                    .embeddingSpace()
                                    .name())
                            .isEqualTo("s");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search.query.window=10",
                "search.query.windo=200",
                "search.vector.backend=faiss",
                "search.vector.ef-construction=31",
                "search.embedding.space=Not; a name",
                "search.lexical.b=1.5",
                "search.lexical.title-weight=21",
                "search.spelling.two-edits-from=4",
                "search.fusion.k=0",
                "search.rerank.method=maxsim",
                "search.rerank.depth=0",
                "search.rerank.blend.code=1.1",
                "search.rerank.blend.codes=1",
                "search.token-vectors.pool=5",
                "search.fusion.code.bm25=-1",
                "search.backfill.batch=101",
                "search.embedding.dimensions=4096",
                "search.fallback-embedding.dimensions=4096",
                "search.fallback-embedding.base-url=ftp://p.example",
                "search.fallback-embedding.base-url=https://user:word@p.example/v1",
                "search.fallback-embedding.space=Not; a name",
                "search.fallback-embedding.model=a-name-that-is-much-too-long-for-a-table-of-ours",
                "search.fallback-embedding.daily-budget=-1",
                "search.fallback-embedding.fill.request-tokens=10",
                "search.fallback-embedding.key=x",
                "search.migration.on-start=true"
            })
    void whatMakesNoSenseStopsTheStart(String property) {
        assertThatThrownBy(() ->
                        runner.withPropertyValues(property).run(context -> context.getBean(QueryProperties.class)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatCannotBeOneIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> runner.withPropertyValues("search.fallback-embedding.api-key=sk-hid den")
                        .run(context -> context.getBean(QueryProperties.class)))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(failure -> {
                    StringWriter said = new StringWriter();
                    failure.printStackTrace(new PrintWriter(said));
                    assertThat(said.toString())
                            .contains("search.fallback-embedding.api-key")
                            .doesNotContain("sk-hid");
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({
        BackfillProperties.class,
        CacheProperties.class,
        FusionProperties.class,
        ChunkingProperties.class,
        FileChunkingProperties.class,
        MetadataProperties.class,
        JobsProperties.class,
        UploadsProperties.class,
        ReadingProperties.class,
        LexicalProperties.class,
        WorkflowProperties.class,
        SandboxProperties.class,
        LifecycleProperties.class,
        MigrationProperties.class,
        QueryProperties.class,
        SpellingProperties.class,
        EmbeddingProperties.class,
        FallbackEmbeddingProperties.class,
        RerankProperties.class,
        TokenVectorProperties.class,
        VectorProperties.class
    })
    static class AllProperties {}
}
