package io.celesteos.search.lexical;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.springframework.stereotype.Component;

/** Makes empty indexes. */
@Component
public final class LuceneIndexes {

    /** A query of 256 words over three fields, with concepts and codes, stays far below. */
    private static final int MAX_CLAUSES = 8_192;

    private final IndexSettings settings;

    public LuceneIndexes(LexicalProperties properties, MaritimeAnalyzer analyzer, CodeExtractor codes) {
        IndexSearcher.setMaxClauseCount(MAX_CLAUSES);
        this.settings = new IndexSettings(
                analyzer,
                new BM25Similarity(properties.k1(), properties.b()),
                new PassageDocuments(codes),
                new LuceneQueries(properties),
                properties.exactVectors());
    }

    public LuceneIndex empty(YachtId yacht) {
        return new LuceneIndex(yacht, settings);
    }
}
