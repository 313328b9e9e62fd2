package io.celesteos.search.query;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.FacetCount;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.search.retrieval.FacetQuery;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Counts the values of what matches, where a caller wants to offer them as filters. */
@Component
class FacetStage {

    /** More values of one filter than this are no choice for a person. */
    private static final int MOST_VALUES = 50;

    /**
     * Counts over the whole match set and not over the hits shown: the passages with a word or code of the
     * query that pass the filters; for a search by meaning alone, which compares with all, the chunks that pass.
     *
     * @return empty when it took too long
     */
    Optional<Map<String, List<FacetCount>>> run(
            SearchPlan plan, List<String> names, IndexSnapshot snapshot, RequestContext context) {
        long start = System.nanoTime();
        try {
            return Optional.of(snapshot.facets(new FacetQuery(
                    plan.type() == SearchType.VECTOR ? Optional.empty() : Optional.of(plan.query()),
                    plan.filters(),
                    names,
                    MOST_VALUES,
                    context.deadline())));
        } catch (LateSearchException late) {
            return Optional.empty();
        } finally {
            context.timings().add("facets", System.nanoTime() - start);
        }
    }
}
