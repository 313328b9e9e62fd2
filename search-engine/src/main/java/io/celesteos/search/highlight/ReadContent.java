package io.celesteos.search.highlight;

import io.celesteos.search.analysis.TextTerms.TextTerm;
import java.util.List;

/**
 * A content and its terms, cut once for all that is asked of it.
 *
 * @param terms in the order of the content
 */
public record ReadContent(String content, List<TextTerm> terms) {

    public ReadContent {
        terms = List.copyOf(terms);
    }
}
