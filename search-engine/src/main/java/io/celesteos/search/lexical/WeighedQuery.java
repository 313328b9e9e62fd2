package io.celesteos.search.lexical;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A query whose scores are multiplied by a factor for each kind of passage. What cannot reach the window any more
 * is skipped as without it, by the greatest factor there is.
 */
final class WeighedQuery extends Query {

    private final Query in;
    private final Map<String, Float> factors;

    /** @param factors kind to its factor, above 0; 1 for all others */
    WeighedQuery(Query in, Map<String, Float> factors) {
        this.in = in;
        this.factors = Map.copyOf(factors);
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = in.rewrite(searcher);
        return rewritten == in ? super.rewrite(searcher) : new WeighedQuery(rewritten, factors);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight weight = in.createWeight(searcher, mode, boost);
        return mode.needsScores() ? new Weighed(weight) : weight;
    }

    private final class Weighed extends FilterWeight {

        private Weighed(Weight weight) {
            super(WeighedQuery.this, weight);
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
            ScorerSupplier supplier = in.scorerSupplier(context);
            return supplier == null ? null : new Supplier(supplier, context);
        }

        @Override
        public Explanation explain(LeafReaderContext context, int doc) throws IOException {
            Explanation why = in.explain(context, doc);
            SortedDocValues kinds = DocValues.getSorted(context.reader(), Fields.KIND);
            float factor = kinds.advanceExact(doc) ? byOrdinal(kinds)[kinds.ordValue()] : 1;
            return why.isMatch()
                    ? Explanation.match(why.getValue().floatValue() * factor, "times " + factor, why)
                    : why;
        }
    }

    private float[] byOrdinal(SortedDocValues kinds) throws IOException {
        float[] byOrdinal = new float[kinds.getValueCount()];
        for (int i = 0; i < byOrdinal.length; i++) {
            byOrdinal[i] = factors.getOrDefault(kinds.lookupOrd(i).utf8ToString(), 1f);
        }
        return byOrdinal;
    }

    private final class Supplier extends ScorerSupplier {

        private final ScorerSupplier supplier;
        private final LeafReaderContext context;

        private Supplier(ScorerSupplier supplier, LeafReaderContext context) {
            this.supplier = supplier;
            this.context = context;
        }

        @Override
        public Scorer get(long leadCost) throws IOException {
            SortedDocValues kinds = DocValues.getSorted(context.reader(), Fields.KIND);
            return new Times(supplier.get(leadCost), kinds, byOrdinal(kinds));
        }

        @Override
        public long cost() {
            return supplier.cost();
        }

        @Override
        public void setTopLevelScoringClause() throws IOException {
            supplier.setTopLevelScoringClause();
        }
    }

    private static final class Times extends FilterScorer {

        private final SortedDocValues kinds;
        private final float[] factors;
        private final float greatest;

        private Times(Scorer scorer, SortedDocValues kinds, float[] factors) {
            super(scorer);
            this.kinds = kinds;
            this.factors = factors;
            float most = 1;
            for (float factor : factors) {
                most = Math.max(most, factor);
            }
            this.greatest = most;
        }

        @Override
        public float score() throws IOException {
            return in.score() * (kinds.advanceExact(in.docID()) ? factors[kinds.ordValue()] : 1);
        }

        @Override
        public float getMaxScore(int upTo) throws IOException {
            return in.getMaxScore(upTo) * greatest;
        }

        @Override
        public int advanceShallow(int target) throws IOException {
            return in.advanceShallow(target);
        }

        @Override
        public void setMinCompetitiveScore(float least) throws IOException {
            // Rounded down: what comes out at exactly the least must not be lost to the division.
            in.setMinCompetitiveScore(Math.max(0, Math.nextDown(Math.nextDown(least / greatest))));
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        in.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "weighed(" + in.toString(field) + ", "
                + Arrays.toString(factors.keySet().stream().sorted().toArray()) + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WeighedQuery that && in.equals(that.in) && factors.equals(that.factors);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), in, factors);
    }
}
