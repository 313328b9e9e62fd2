package io.celesteos.search.knowledge;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.fusion.FusedCandidate;
import io.celesteos.search.fusion.FusionProperties;
import io.celesteos.search.fusion.ReciprocalRankFusion;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.LexicalQuery;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.RankedList;
import io.celesteos.search.retrieval.VectorQuery;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import io.celesteos.search.vector.QueryEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words and meaning, fused as in the search. Typing errors are not mended: in a collection this small a right word that
 * is merely absent would be taken for a wrong one. Thread-safe.
 */
final class KnowledgeRanking {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeRanking.class);
    private static final int WINDOW = 60;

    private final QueryAnalyzer analyzer;
    private final QueryEmbedder embedder;
    private final FusionProperties fusion;

    KnowledgeRanking(QueryAnalyzer analyzer, QueryEmbedder embedder, FusionProperties fusion) {
        this.analyzer = analyzer;
        this.embedder = embedder;
        this.fusion = fusion;
    }

    /** @param score the share of the best there can be: first in every branch that answered; 0 to 1 */
    record Scored(PassageKey key, double score) {}

    /** Best first; what is missing is named. */
    record Ranked(List<Scored> candidates, List<Degradation> degraded) {}

    /** @throws ProblemException {@code deadline_exceeded} */
    Ranked rank(String text, SearchFilters filters, IndexSnapshot snapshot, RequestContext context) {
        if (snapshot.chunks() == 0) {
            return new Ranked(List.of(), List.of());
        }
        Deadline deadline = context.deadline();
        AnalysedQuery query = analyzer.analyse(text);
        RankedList words = words(query, filters, snapshot, context, deadline);
        List<Degradation> degraded = new ArrayList<>();
        Optional<RankedList> meaning = meaning(query, filters, snapshot, context, deadline, degraded);
        ReciprocalRankFusion fusing =
                new ReciprocalRankFusion(fusion.k(), fusion.weights(query.kind()), fusion.records(query.kind()));
        double best = fusing.best(true, meaning.isPresent());
        List<Scored> scored = new ArrayList<>();
        for (FusedCandidate candidate : fusing.fuse(words, meaning.orElseGet(RankedList::empty))) {
            scored.add(new Scored(candidate.key(), best > 0 ? Math.clamp(candidate.rrfScore() / best, 0, 1) : 0));
        }
        return new Ranked(scored, degraded);
    }

    private static RankedList words(
            AnalysedQuery query,
            SearchFilters filters,
            IndexSnapshot snapshot,
            RequestContext context,
            Deadline deadline) {
        long start = System.nanoTime();
        try {
            return snapshot.matching(new LexicalQuery(query, filters, WINDOW, deadline));
        } catch (LateSearchException late) {
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "The knowledge base did not answer in time; allow it more.", late);
        } finally {
            context.timings().add("bm25", System.nanoTime() - start);
        }
    }

    private Optional<RankedList> meaning(
            AnalysedQuery query,
            SearchFilters filters,
            IndexSnapshot snapshot,
            RequestContext context,
            Deadline deadline,
            List<Degradation> degraded) {
        if (snapshot.vectors() < snapshot.chunks()) {
            degraded.add(Degradation.VECTORS_INCOMPLETE);
        }
        if (snapshot.vectors() == 0) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        try {
            var vector = embedder.embed(snapshot.space(), query.text());
            context.timings().add("embed", System.nanoTime() - start);
            return Optional.of(snapshot.nearest(new VectorQuery(vector, filters, WINDOW, deadline)));
        } catch (EmbeddingUnavailableException away) {
            log.debug("No query vector: {}", away.getMessage());
            degraded.add(Degradation.EMBEDDING_UNAVAILABLE);
        } catch (LateSearchException late) {
            degraded.add(Degradation.VECTOR_SEARCH_UNAVAILABLE);
        }
        return Optional.empty();
    }
}
