package io.celesteos.search.retrieval;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchFilters;
import java.util.List;
import java.util.Optional;

/**
 * What is counted: the passages that pass the filters and match the query.
 *
 * @param query empty where every chunk is compared with the query, so that all match
 * @param names filters whose values are counted, out of {@link FilterValues#FROM_METADATA}
 * @param values most values of each
 */
public record FacetQuery(
        Optional<AnalysedQuery> query, SearchFilters filters, List<String> names, int values, Deadline deadline) {

    public FacetQuery {
        names = List.copyOf(names);
    }
}
