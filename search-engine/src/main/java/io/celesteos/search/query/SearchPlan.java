package io.celesteos.search.query;

import io.celesteos.contracts.search.FusionWeights;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.UnitVector;
import org.jspecify.annotations.Nullable;

/**
 * What one request comes to, every default decided.
 *
 * @param records share of the vector weight that goes to records
 * @param given the caller's own query vector, null where the query is to be embedded
 * @param lexical whether the lexical branch runs, {@code vector} whether the vector branch does; at least one
 */
record SearchPlan(
        YachtId yacht,
        AnalysedQuery query,
        SearchType type,
        int topK,
        boolean rerank,
        SearchFilters filters,
        FusionWeights weights,
        int k,
        double records,
        double minScore,
        @Nullable UnitVector given,
        boolean explain,
        boolean lexical,
        boolean vector) {

    /** The same plan for the query as it was meant. */
    SearchPlan asking(AnalysedQuery meant) {
        return with(meant, weights, records);
    }

    /** The same plan with other weights. */
    SearchPlan weighing(FusionWeights other, double recordShare) {
        return with(query, other, recordShare);
    }

    private SearchPlan with(AnalysedQuery meant, FusionWeights other, double recordShare) {
        return new SearchPlan(
                yacht,
                meant,
                type,
                topK,
                rerank,
                filters,
                other,
                k,
                recordShare,
                minScore,
                given,
                explain,
                lexical,
                vector);
    }
}
