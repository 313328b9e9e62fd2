package io.celesteos.search.lexical;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** One term a query looks for, and what finding it is worth. */
record Clause(String field, String term, float boost) {

    Query query() {
        TermQuery query = new TermQuery(new Term(field, term));
        return boost == 1 ? query : new BoostQuery(query, boost);
    }
}
