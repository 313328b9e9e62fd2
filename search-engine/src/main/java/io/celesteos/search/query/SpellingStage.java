package io.celesteos.search.query;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.CorrectedWord;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.SpellingQuery;
import java.util.List;
import org.springframework.stereotype.Component;

/** Mends mistyped words before the branches start, so that both search for what was meant. */
@Component
class SpellingStage {

    private final QueryAnalyzer analyzer;
    private final SpellingProperties properties;

    SpellingStage(QueryAnalyzer analyzer, SpellingProperties properties) {
        this.analyzer = analyzer;
        this.properties = properties;
    }

    /** The query as it is searched for, and what was changed. */
    record Mended(AnalysedQuery query, List<CorrectedWord> words) {}

    Mended run(AnalysedQuery query, IndexSnapshot snapshot, RequestContext context) {
        if (!properties.enabled() || query.typed().isEmpty()) {
            return new Mended(query, List.of());
        }
        long start = System.nanoTime();
        List<Correction> corrections = corrections(query, snapshot, context);
        context.timings().add("spelling", System.nanoTime() - start);
        if (corrections.isEmpty()) {
            return new Mended(query, List.of());
        }
        return new Mended(
                analyzer.corrected(query, corrections),
                corrections.stream()
                        .map(each -> new CorrectedWord(each.typed().word(), each.meant()))
                        .toList());
    }

    private List<Correction> corrections(AnalysedQuery query, IndexSnapshot snapshot, RequestContext context) {
        try {
            return snapshot.corrections(
                    new SpellingQuery(query, properties.fewHits(), properties.twoEditsFrom(), context.deadline()));
        } catch (LateSearchException late) {
            // The branches will say that time is up; what was typed is searched for until then.
            return List.of();
        }
    }
}
