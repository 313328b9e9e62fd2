package io.celesteos.search.lexical;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.similarities.Similarity;

/** What all indexes share. */
record IndexSettings(
        Analyzer analyzer,
        Similarity similarity,
        PassageDocuments documents,
        LuceneQueries queries,
        GraphFormat graph,
        MatchExplainer explainer,
        int exactVectors) {}
