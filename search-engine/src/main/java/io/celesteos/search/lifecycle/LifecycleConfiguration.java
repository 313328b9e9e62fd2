package io.celesteos.search.lifecycle;

import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.lexical.LexicalProperties;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.provenance.CodeFingerprint;
import io.celesteos.search.retrieval.IndexListener;
import io.celesteos.search.vector.VectorProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the indexes to where they are kept and to those who are told of them. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    /** Whatever here changes makes other index documents, or other rows to make them from. */
    private static final String[] MAKES_DOCUMENTS = {
        "io/celesteos/search/analysis",
        "io/celesteos/search/lexical",
        "io/celesteos/search/corpus",
        "io/celesteos/search/retrieval",
        "vocabulary"
    };

    @Bean
    IndexFolder indexFolder(LifecycleProperties properties) {
        return IndexFolder.open(properties.indexFolder());
    }

    @Bean
    IndexBuilds indexBuilds(
            LuceneIndexes lucene, IndexFolder folder, LexicalProperties weights, VectorProperties graph, Clock clock) {
        String format = String.join(
                " ",
                CodeFingerprint.of(MAKES_DOCUMENTS),
                LuceneIndexes.FORMAT,
                weights.toString(),
                graph.backend() + " m " + graph.m() + " ef " + graph.efConstruction());
        return new IndexBuilds(lucene, folder, format, clock);
    }

    @Bean
    IndexMeters indexMeters(MeterRegistry registry) {
        return new IndexMeters(registry);
    }

    @Bean(destroyMethod = "")
    IndexWorkers indexWorkers(
            LifecycleProperties properties, IndexMeters meters, ObjectProvider<IndexListener> listeners) {
        return new IndexWorkers(properties, meters, listeners::forEach);
    }

    @Bean(destroyMethod = "")
    YachtIndexes yachtIndexes(
            CorpusReader corpus,
            IndexBuilds builds,
            IndexWorkers workers,
            IndexFolder folder,
            LifecycleProperties properties,
            IndexMeters meters) {
        YachtIndexes indexes = new YachtIndexes(corpus, builds, workers, properties, budget(folder, properties));
        meters.watch(indexes::state);
        return indexes;
    }

    /** What is mapped from disk lies outside the heap; what is not must leave room for everything else. */
    private static long budget(IndexFolder folder, LifecycleProperties properties) {
        long asked = properties.memoryBudget().toBytes();
        return folder.state() == IndexFolder.State.DISK
                ? asked
                : Math.min(asked, Runtime.getRuntime().maxMemory() / 2);
    }
}
