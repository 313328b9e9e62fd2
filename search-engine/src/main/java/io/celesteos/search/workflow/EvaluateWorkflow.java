package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.search.query.SearchPipeline;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks judged questions of the yacht's own search and tells how good the answers are, and how fast. */
@Component
final class EvaluateWorkflow implements Workflow {

    static final String SEARCH = "search";

    private static final int MOST_QUESTIONS = 500;
    private static final int KEPT_EVERY = 20;
    private static final Duration ONE_SEARCH = Duration.ofSeconds(10);
    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final SearchPipeline pipeline;
    private final InputReader reader;
    private final JsonMapper json;

    EvaluateWorkflow(SearchPipeline pipeline, InputReader reader, JsonMapper json) {
        this.pipeline = pipeline;
        this.reader = reader;
        this.json = json;
    }

    /**
     * What is asked.
     *
     * @param searchType default hybrid
     * @param rerank default true
     */
    record Input(
            @NotEmpty(message = "is required: 1 to " + MOST_QUESTIONS + " judged questions") @Size(max = MOST_QUESTIONS)
            List<@NotNull @Valid Question> questions,

            @JsonProperty("search_type") @Nullable SearchType searchType,
            @Nullable Boolean rerank) {}

    /** @param relevant ids of documents, passages or records, each of which the answer should have */
    record Question(
            @QueryText String query,

            @NotEmpty(message = "is required: ids of documents or passages") @Size(max = 200)
            List<@NotNull UUID> relevant) {}

    /** What one question gave. */
    record Judged(String query, RankingScores scores, double millis, boolean cached, List<String> degraded) {}

    record Progress(List<Judged> judged) {}

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "Asks judged questions of the yacht's search: nDCG@10, recall@10, MRR and latency.";
    }

    @Override
    public Map<String, String> input() {
        return Map.of(
                "questions", "1 to " + MOST_QUESTIONS + " of {query, relevant: [ids of documents or passages]}",
                "search_type", "hybrid (default), bm25 or vector",
                "rerank", "true (default) or false");
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {
        reader.atMost(input, "questions", MOST_QUESTIONS);
        reader.read(input, Input.class);
    }

    @Override
    public List<Step> steps(JsonNode input) {
        return List.of(new Search());
    }

    @Override
    public JsonNode result(StepContext context) {
        return context.result(SEARCH);
    }

    private final class Search implements Step {

        @Override
        public String name() {
            return SEARCH;
        }

        @Override
        public StepOutcome run(StepContext context) {
            Input asked = context.input(Input.class);
            List<Judged> judged = new ArrayList<>(
                    context.state().isMissingNode()
                            ? List.of()
                            : json.treeToValue(context.state(), Progress.class).judged());
            int since = judged.size();
            long begun = System.nanoTime();
            while (judged.size() < asked.questions().size()) {
                context.goOn();
                try {
                    judged.add(judge(context.yacht(), asked, asked.questions().get(judged.size())));
                } catch (ProblemException busy) {
                    if (busy.type() != ProblemType.OVERLOADED && busy.type() != ProblemType.STARTING) {
                        throw busy;
                    }
                    keep(context, judged, since, asked, begun);
                    return new Again(COME_AGAIN);
                }
                if (judged.size() % KEPT_EVERY == 0) {
                    keep(context, judged, since, asked, begun);
                }
            }
            keep(context, judged, since, asked, begun);
            return new Done(context.tree(summary(judged)));
        }

        private void keep(StepContext context, List<Judged> judged, int since, Input asked, long begun) {
            context.remember(new Progress(List.copyOf(judged)));
            context.progress(StepProgress.measured(
                    judged.size(), since, asked.questions().size(), "questions", (System.nanoTime() - begun) / 1e9));
        }
    }

    private Judged judge(YachtId yacht, Input asked, Question question) {
        SearchRequest request = new SearchRequest(
                question.query(),
                yacht,
                asked.searchType(),
                RankingScores.DEPTH,
                asked.rerank(),
                null,
                null,
                null,
                null,
                null,
                null);
        long begun = System.nanoTime();
        SearchResponse answer = search(request);
        double millis = Math.round((System.nanoTime() - begun) / 1e4) / 100.0;
        List<Set<UUID>> ranked =
                answer.results().stream().map(EvaluateWorkflow::names).toList();
        return new Judged(
                question.query(),
                RankingScores.of(ranked, Set.copyOf(question.relevant())),
                millis,
                "hit".equals(answer.searchMetadata().cache()),
                answer.searchMetadata().degraded().stream()
                        .map(each -> each.wireName())
                        .toList());
    }

    private SearchResponse search(SearchRequest request) {
        try {
            return RequestContext.background(ONE_SEARCH).call(() -> pipeline.search(request));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Set<UUID> names(SearchHit hit) {
        Set<UUID> names = new HashSet<>();
        names.add(hit.id());
        if (hit.documentId() != null) {
            names.add(hit.documentId());
        }
        return names;
    }

    /** Means over the questions; {@code degraded} and {@code cached} say how many answers were not what they may be. */
    record Summary(
            int questions,
            @JsonProperty("ndcg_at_10") double ndcg,
            @JsonProperty("recall_at_10") double recall,
            double mrr,
            @JsonProperty("p50_ms") double p50,
            @JsonProperty("p95_ms") double p95,
            long degraded,
            long cached,
            @JsonProperty("per_question") List<Judged> perQuestion) {}

    private static Summary summary(List<Judged> judged) {
        List<Double> millis = judged.stream().map(Judged::millis).toList();
        return new Summary(
                judged.size(),
                mean(judged.stream().map(each -> each.scores().ndcg()).toList()),
                mean(judged.stream().map(each -> each.scores().recall()).toList()),
                mean(judged.stream().map(each -> each.scores().reciprocalRank()).toList()),
                RankingScores.percentile(millis, 0.5),
                RankingScores.percentile(millis, 0.95),
                judged.stream().filter(each -> !each.degraded().isEmpty()).count(),
                judged.stream().filter(Judged::cached).count(),
                judged);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
