package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each branch found, and what could not be asked.
 *
 * @param models by role, those that took part
 * @param lacks empty where both branches answered as they were asked to
 */
record Branches(List<Ranked> words, List<Ranked> vectors, Map<String, String> models, List<Degradation> lacks) {

    private static final Logger log = LoggerFactory.getLogger(Branches.class);
    /** Rows of each branch for one result: enough that what both found is seen by both. */
    private static final int WINDOW = 3;

    private static final int SMALLEST_WINDOW = 30;

    Branches {
        lacks = List.copyOf(lacks);
    }

    /** @throws CorpusUnavailableException when neither branch could be asked */
    static Branches search(
            YachtCorpus corpus, QueryEmbedding embedding, SearchRequest request, int topK, Deadline until) {
        int window = Math.max(SMALLEST_WINDOW, WINDOW * topK);
        SearchType type = request.searchTypeOrDefault();
        List<Degradation> lacks = new ArrayList<>();
        List<Ranked> vectors = List.of();
        Map<String, String> models = Map.of();
        if (type != SearchType.BM25) {
            Optional<VectorSpace> space = corpus.space(request.yachtId(), until);
            Optional<List<Ranked>> near = space.isEmpty()
                    ? lacking(lacks, Degradation.VECTORS_INCOMPLETE)
                    : nearest(corpus, embedding, request, space.get(), window, until, lacks);
            if (near.isPresent()) {
                vectors = near.get();
                models = Map.of("embedding", space.orElseThrow().model());
                if (type == SearchType.VECTOR) {
                    return new Branches(List.of(), vectors, models, lacks);
                }
            }
        }
        // Also where meaning alone was asked for and could not be had: words are better than nothing.
        return new Branches(words(corpus, request, window, until, vectors, lacks), vectors, models, lacks);
    }

    private static List<Ranked> words(
            YachtCorpus corpus,
            SearchRequest request,
            int window,
            Deadline until,
            List<Ranked> vectors,
            List<Degradation> lacks) {
        try {
            return corpus.withWords(
                    request.yachtId(), QueryWords.of(request.query()), request.filtersOrNone(), window, until);
        } catch (CorpusUnavailableException late) {
            if (vectors.isEmpty()) {
                throw late;
            }
            log.warn("The search by words failed: {}", late.getMessage());
            lacks.add(Degradation.LEXICAL_SEARCH_UNAVAILABLE);
            return List.of();
        }
    }

    private static Optional<List<Ranked>> nearest(
            YachtCorpus corpus,
            QueryEmbedding embedding,
            SearchRequest request,
            VectorSpace space,
            int window,
            Deadline until,
            List<Degradation> lacks) {
        if (!space.searchable()) {
            return lacking(lacks, Degradation.VECTOR_SEARCH_UNAVAILABLE);
        }
        Optional<QueryVector> vector = embedding.of(request, space, until);
        if (vector.isEmpty()) {
            return lacking(lacks, Degradation.EMBEDDING_UNAVAILABLE);
        }
        try {
            return Optional.of(
                    corpus.nearest(request.yachtId(), space, vector.get(), request.filtersOrNone(), window, until));
        } catch (CorpusUnavailableException late) {
            log.warn("The search by vectors failed: {}", late.getMessage());
            return lacking(lacks, Degradation.VECTOR_SEARCH_UNAVAILABLE);
        }
    }

    private static Optional<List<Ranked>> lacking(List<Degradation> lacks, Degradation what) {
        lacks.add(what);
        return Optional.empty();
    }
}
