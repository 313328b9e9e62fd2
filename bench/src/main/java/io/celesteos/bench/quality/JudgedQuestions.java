package io.celesteos.bench.quality;

import io.celesteos.bench.judged.Measures;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Questions with known answers for those who ask in a way of their own, and what the results are worth by them. */
public final class JudgedQuestions {

    private final QuestionSet set;
    private final Map<String, Question> byId;

    private JudgedQuestions(QuestionSet set) {
        this.set = set;
        this.byId = set.questions().stream()
                .collect(Collectors.toMap(Question::id, question -> question, (first, second) -> first));
    }

    /**
     * One question.
     *
     * @param kind empty where the collection has no kinds
     */
    public record Asked(String id, String kind, YachtId yacht, String text) {}

    /**
     * What the results of one question are worth.
     *
     * @param firstIsBest whether the first result has the highest grade there is for the question
     * @param firstIsUseful whether the first result is any answer at all
     */
    public record Worth(Measures measures, boolean firstIsBest, boolean firstIsUseful) {}

    /**
     * @param demo folder of the demo yachts
     * @param split {@code dev} or {@code test}
     */
    public static JudgedQuestions ofDemo(Path demo, String split) throws IOException {
        return new JudgedQuestions(DemoQueries.read(demo, split));
    }

    /**
     * A file of one's own over the documents of one yacht: see {@link QuestionFile}.
     *
     * @throws IOException that says what is wrong with which line
     */
    public static JudgedQuestions ofFile(Path file, YachtId yacht) throws IOException {
        return new JudgedQuestions(QuestionFile.read(file, yacht));
    }

    /** Those of one yacht. */
    public JudgedQuestions of(YachtId yacht) {
        List<Question> own = set.questions().stream()
                .filter(question -> question.yacht().equals(yacht))
                .toList();
        return new JudgedQuestions(new QuestionSet(set.name(), set.split(), own, set.naming(), set.depth(), set.aim()));
    }

    /** At most {@code most} of them, chosen by the hash of their ids alone. */
    public JudgedQuestions sampled(int most) {
        return new JudgedQuestions(set.sampled(most));
    }

    /** Results to ask for. */
    public int depth() {
        return set.depth();
    }

    public List<Asked> questions() {
        return set.questions().stream()
                .map(each -> new Asked(each.id(), each.kind(), each.yacht(), each.text()))
                .toList();
    }

    /** @param hits best first, {@link #depth()} of them where there are so many */
    public Worth worth(Asked asked, List<SearchHit> hits) {
        Question question = byId.get(asked.id());
        if (question == null) {
            throw new IllegalArgumentException("there is no question " + asked.id());
        }
        List<String> ranking = set.naming()
                .ranking(question, hits.stream().map(JudgedQuestions::found).toList());
        Judged judged = Judged.of(question, ranking);
        return new Worth(judged.measures(), judged.firstIsBest(), judged.firstIsUseful());
    }

    private static Found found(SearchHit hit) {
        Map<String, Object> metadata = new LinkedHashMap<>(hit.metadata());
        metadata.put(QuestionFile.RESULT_ID, hit.id().toString());
        if (hit.documentId() != null) {
            metadata.put(QuestionFile.DOCUMENT_ID, hit.documentId().toString());
        }
        return new Found(hit.type(), hit.content(), metadata);
    }
}
