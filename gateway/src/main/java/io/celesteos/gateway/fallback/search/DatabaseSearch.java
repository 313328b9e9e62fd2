package io.celesteos.gateway.fallback.search;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FusionInfo;
import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.gateway.fallback.SearchFallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the yacht's rows where the search-engine does not. Words and codes first, which is sure to be quick; then by
 * the query's vector, where there is one in time. Thread-safe.
 */
final class DatabaseSearch implements SearchFallback {

    private static final Logger log = LoggerFactory.getLogger(DatabaseSearch.class);

    private final YachtCorpus corpus;
    private final QueryEmbedding embedding;
    private final SearchFallbackProperties properties;
    private final Semaphore places;

    DatabaseSearch(YachtCorpus corpus, QueryEmbedding embedding, SearchFallbackProperties properties) {
        this.corpus = corpus;
        this.embedding = embedding;
        this.properties = properties;
        this.places = new Semaphore(properties.maxConcurrent(), true);
    }

    @Override
    public Outcome<SearchResponse> searchInstead(SearchRequest request) {
        Deadline until = RequestContext.current().deadline();
        // A further page is cut from an order that only the search-engine has.
        if (request.pageToken() != null || !admitted(until)) {
            return Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE);
        }
        try {
            SearchResponse response = search(request, until);
            return new Outcome.Degraded<>(response, response.searchMetadata().degraded());
        } catch (CorpusUnavailableException away) {
            log.warn(
                    "The database did not answer for the search-engine [{}]: {}",
                    RequestContext.current().requestId(),
                    away.getMessage());
            return Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE);
        } finally {
            places.release();
        }
    }

    private boolean admitted(Deadline until) {
        try {
            return places.tryAcquire(until.remaining().toNanos() / 2, TimeUnit.NANOSECONDS);
        } catch (InterruptedException callerLeft) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SearchResponse search(SearchRequest request, Deadline until) {
        long start = System.nanoTime();
        Branches found = Branches.search(
                corpus, embedding, request, Math.min(request.topKOrDefault(), properties.maxResults()), until);
        QueryWords words = QueryWords.of(request.query());
        FusionWeights weights = Fusion.weights(request, words);
        List<SearchHit> hits = read(request, words, Fusion.of(found.words(), found.vectors(), weights), until);
        List<Degradation> degraded = new ArrayList<>(List.of(Degradation.SEARCH_FALLBACK));
        degraded.addAll(found.lacks());
        if (!request.facetsOrNone().isEmpty()) {
            degraded.add(Degradation.FACETS_UNAVAILABLE);
        }
        return new SearchResponse(
                hits,
                new SearchMetadata(
                        request.searchTypeOrDefault(),
                        found.words().size(),
                        found.vectors().size(),
                        false,
                        (System.nanoTime() - start) / 1_000_000,
                        new FusionInfo(Fusion.K, weights),
                        found.models(),
                        null,
                        Map.of("fallback", Math.round((System.nanoTime() - start) / 1e3) / 1e3),
                        degraded));
    }

    private List<SearchHit> read(SearchRequest request, QueryWords words, List<Fusion.Fused> order, Deadline until) {
        Double minScore = request.minScore();
        List<Fusion.Fused> top = order.stream()
                .filter(fused -> minScore == null || fused.score() >= minScore)
                .limit(Math.min(request.topKOrDefault(), properties.maxResults()))
                .toList();
        if (top.isEmpty()) {
            return List.of();
        }
        Map<PassageKey, Passage> passages = corpus.read(
                request.yachtId(), top.stream().map(Fusion.Fused::key).toList(), until);
        return top.stream()
                .map(fused -> {
                    Passage passage = passages.get(fused.key());
                    return passage == null ? null : hit(fused, passage, words);
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static SearchHit hit(Fusion.Fused fused, Passage passage, QueryWords words) {
        Marking marking = Marking.of(passage.content(), words.words());
        return new SearchHit(
                passage.key().id(),
                passage.key().type(),
                passage.documentId(),
                passage.chunkIndex(),
                passage.content(),
                marking.snippet(),
                fused.score(),
                fused.scores(),
                passage.metadata(),
                marking.found(),
                null);
    }
}
