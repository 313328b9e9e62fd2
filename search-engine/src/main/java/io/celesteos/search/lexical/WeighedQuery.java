package io.celesteos.search.lexical;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
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
            return new Times(supplier.get(leadCost), new Factors(kinds, byOrdinal(kinds)));
        }

        /** The one of what is inside: it skips far more than a scorer that is asked document by document. */
        @Override
        public BulkScorer bulkScorer() throws IOException {
            SortedDocValues kinds = DocValues.getSorted(context.reader(), Fields.KIND);
            return new AllTimes(supplier.bulkScorer(), new Factors(kinds, byOrdinal(kinds)));
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

    /** The factor of each document of a segment, asked for in their order. */
    private static final class Factors {

        private final SortedDocValues kinds;
        private final float[] byOrdinal;
        private final float greatest;

        private Factors(SortedDocValues kinds, float[] byOrdinal) {
            this.kinds = kinds;
            this.byOrdinal = byOrdinal;
            float most = 1;
            for (float factor : byOrdinal) {
                most = Math.max(most, factor);
            }
            this.greatest = most;
        }

        private float times(float score, int doc) throws IOException {
            return score * (kinds.advanceExact(doc) ? byOrdinal[kinds.ordValue()] : 1);
        }

        private float upTo(float score) {
            return score * greatest;
        }

        /** What a score must reach before its factor, so that it may reach {@code least} after it. */
        private float before(float least) {
            // Rounded down: what comes out at exactly the least must not be lost to the division.
            return Math.max(0, Math.nextDown(Math.nextDown(least / greatest)));
        }
    }

    private static final class Times extends FilterScorer {

        private final Factors factors;

        private Times(Scorer scorer, Factors factors) {
            super(scorer);
            this.factors = factors;
        }

        @Override
        public float score() throws IOException {
            return factors.times(in.score(), in.docID());
        }

        @Override
        public float getMaxScore(int upTo) throws IOException {
            return factors.upTo(in.getMaxScore(upTo));
        }

        @Override
        public int advanceShallow(int target) throws IOException {
            return in.advanceShallow(target);
        }

        @Override
        public void setMinCompetitiveScore(float least) throws IOException {
            in.setMinCompetitiveScore(factors.before(least));
        }
    }

    private static final class AllTimes extends BulkScorer {

        private final BulkScorer in;
        private final Factors factors;

        private AllTimes(BulkScorer in, Factors factors) {
            this.in = in;
            this.factors = factors;
        }

        @Override
        public int score(LeafCollector collector, @Nullable Bits accepted, int min, int max) throws IOException {
            return in.score(new Collecting(collector, factors), accepted, min, max);
        }

        @Override
        public long cost() {
            return in.cost();
        }
    }

    /** Shows a collector weighed scores, and a scorer what they must reach unweighed. */
    private static final class Collecting extends FilterLeafCollector {

        private final Factors factors;
        private int doc = -1;

        private Collecting(LeafCollector collector, Factors factors) {
            super(collector);
            this.factors = factors;
        }

        @Override
        public void setScorer(Scorable scorer) throws IOException {
            super.setScorer(new Scorable() {

                @Override
                public float score() throws IOException {
                    return factors.times(scorer.score(), doc);
                }

                @Override
                public void setMinCompetitiveScore(float least) throws IOException {
                    scorer.setMinCompetitiveScore(factors.before(least));
                }
            });
        }

        @Override
        public void collect(int collected) throws IOException {
            doc = collected;
            super.collect(collected);
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
