package io.celesteos.search.knowledge;

import com.github.benmanes.caffeine.cache.Ticker;
import io.celesteos.contracts.health.DependencyProbe;
import io.celesteos.contracts.health.DependencyState;
import io.celesteos.contracts.knowledge.KnowledgeFolder;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.indexing.Chunker;
import io.celesteos.search.indexing.ChunkingProperties;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.lifecycle.IndexFolder;
import io.celesteos.search.provenance.CodeFingerprint;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.YachtRoster;
import io.celesteos.search.vector.PassageEmbedder;
import io.celesteos.search.vector.QueryEmbedder;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Wires the folder to the indexes, and both to those who ask. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    /** Whatever here changes makes other passages, or other documents of them. */
    private static final String[] MAKES_DOCUMENTS = {
        "io/celesteos/search/analysis",
        "io/celesteos/search/lexical",
        "io/celesteos/search/retrieval",
        "io/celesteos/search/indexing",
        "io/celesteos/search/knowledge",
        "io/celesteos/contracts/knowledge",
        "vocabulary"
    };

    @Bean
    KnowledgeFolder knowledgeFolder(KnowledgeProperties properties) {
        return new KnowledgeFolder(Path.of(properties.folder()), properties.limits());
    }

    @Bean(destroyMethod = "close")
    KnowledgeLibrary knowledgeLibrary(
            KnowledgeProperties properties,
            LuceneIndexes lucene,
            Chunker chunker,
            ChunkingProperties chunking,
            LexicalProperties weights,
            EmbeddingSpace space,
            Clock clock) {
        String format = String.join(
                " ",
                CodeFingerprint.of(MAKES_DOCUMENTS),
                LuceneIndexes.FORMAT,
                weights.toString(),
                chunking.toString());
        ShelfBuilds builds = new ShelfBuilds(lucene, IndexFolder.open(properties.storeFolder()), format, space);
        return new KnowledgeLibrary(builds, new FilePassages(chunker, properties.limits()), clock);
    }

    @Bean(destroyMethod = "close")
    VectorFill knowledgeVectors(
            KnowledgeLibrary library, PassageEmbedder embedder, EmbeddingSpace space, KnowledgeProperties properties) {
        return new VectorFill(library, embedder, space, properties);
    }

    @Bean
    ReloadJobs knowledgeReloads() {
        return new ReloadJobs();
    }

    @Bean
    KnowledgeWatch knowledgeWatch(
            KnowledgeFolder folder,
            KnowledgeLibrary library,
            ReloadJobs reloads,
            VectorFill vectors,
            KnowledgeProperties properties) {
        return new KnowledgeWatch(folder, library, reloads, vectors::soon, properties.scanInterval());
    }

    @Bean
    KnowledgePipeline knowledgePipeline(
            YachtRoster roster,
            KnowledgeLibrary library,
            QueryAnalyzer analyzer,
            QueryEmbedder embedder,
            FusionProperties fusion,
            KnowledgeProperties properties,
            MeterRegistry meters) {
        Ticker ticker = Ticker.systemTicker();
        return new KnowledgePipeline(
                roster,
                new RateLimit(properties.requestsPerMinute(), properties.burst(), ticker),
                library,
                new AnswerCache(properties.cacheSize().toBytes(), properties.cacheTtl(), ticker),
                new KnowledgeRanking(analyzer, embedder, fusion),
                meters);
    }

    @Bean
    KnowledgeDesk knowledgeDesk(KnowledgeLibrary library, KnowledgeWatch watch, ReloadJobs reloads) {
        return new KnowledgeDesk(library, watch, reloads);
    }

    /** The search does not need it: a knowledge base that is still being read takes nobody's health. */
    @Bean
    @Order(4)
    DependencyProbe knowledgeProbe(KnowledgeLibrary library) {
        List<KnowledgeShelf> shared = KnowledgeShelf.visibleTo(null, KnowledgeShelf.DEFAULT_COLLECTION);
        return new DependencyProbe() {
            @Override
            public String name() {
                return "knowledge";
            }

            @Override
            public DependencyState check() {
                if (!library.builds().state().asConfigured()) {
                    return DependencyState.degraded("not kept, the store cannot be used");
                }
                String words = library.ready(shared) ? "loaded" : "loading";
                return DependencyState.healthy(library.folderThere() ? words : "no folder");
            }
        };
    }
}
