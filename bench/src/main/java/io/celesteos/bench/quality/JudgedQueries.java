package io.celesteos.bench.quality;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.judged.JudgedSet.Query;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The queries of a collection in BEIR's layout; a document is called by its id, which is its {@code source}. */
final class JudgedQueries {

    private static final int DEPTH = 100;

    private JudgedQueries() {}

    /** @param half {@code odd} or {@code even} for the queries of such ids only; null for all */
    static QuestionSet of(JudgedSet set, @Nullable String half) {
        List<Question> questions = set.queries().stream()
                .filter(query -> half == null || half.equals(parity(query)))
                .map(query -> question(set, query))
                .toList();
        return new QuestionSet(
                set.name(),
                half == null ? set.split() : half,
                questions,
                (question, found) -> List.of(found.text("source")),
                DEPTH,
                QuestionSet.Aim.NDCG10);
    }

    private static String parity(Query query) {
        return Integer.parseInt(query.id()) % 2 == 0 ? "even" : "odd";
    }

    private static Question question(JudgedSet set, Query query) {
        Map<String, Integer> judged = Objects.requireNonNull(set.judgments().get(query.id()));
        return new Question(query.id(), "", JudgedLoader.yacht(set.name()), query.text(), judged);
    }
}
