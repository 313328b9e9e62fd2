package io.celesteos.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.contracts.search.CorrectedWord;
import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.query.SpellingStage.Mended;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.LateSearchException;
import io.celesteos.search.retrieval.RankedList;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SpellingStageTests {

    private static final Vocabulary VOCABULARY = Vocabulary.bundled();
    private static final QueryAnalyzer QUERIES =
            new QueryAnalyzer(new TextTerms(new MaritimeAnalyzer(VOCABULARY)), new CodeExtractor(VOCABULARY));

    private final AnalysedQuery typed = QUERIES.analyse("impellor wear");
    private final Correction correction = new Correction(typed.typed().getFirst(), "impeller", true);

    @Test
    void bothBranchesSearchForWhatWasMeantAndTheCallerIsTold() {
        Mended mended = run(new SpellingProperties(true, 3, 8), () -> List.of(correction));

        assertThat(mended.query().text()).isEqualTo("impeller wear");
        assertThat(mended.words()).containsExactly(new CorrectedWord("impellor", "impeller"));
    }

    @Test
    void switchedOffNothingIsAskedOrChanged() {
        Mended mended = run(new SpellingProperties(false, 3, 8), () -> {
            throw new AssertionError("must not be asked");
        });

        assertThat(mended.query()).isEqualTo(typed);
        assertThat(mended.words()).isEmpty();
    }

    @Test
    void withoutTimeForItWhatWasTypedIsSearchedFor() {
        Mended mended = run(new SpellingProperties(true, 3, 8), () -> {
            throw new LateSearchException("spelling");
        });

        assertThat(mended.query()).isEqualTo(typed);
        assertThat(mended.words()).isEmpty();
    }

    private Mended run(SpellingProperties properties, Supplier<List<Correction>> found) {
        var snapshot = new FakeSnapshot(RankedList::empty, RankedList::empty, 0, found);
        return new SpellingStage(QUERIES, properties).run(typed, snapshot, context());
    }

    private static RequestContext context() {
        return new RequestContext("test", null, Deadline.in(Duration.ofSeconds(30)), new StageTimings(), 0);
    }
}
