package io.celesteos.search.rerank;

import io.celesteos.contracts.tenancy.YachtId;

/** Leaves the fused order as it is. */
final class NoReranker implements Reranker {

    @Override
    public int depth() {
        return 0;
    }

    @Override
    public Attempt begin(YachtId yacht, String query) {
        return (head, by) -> new RerankOutcome.NothingToScore();
    }
}
