package io.celesteos.stack.evaluation;

import io.celesteos.bench.quality.JudgedQuestions;
import io.celesteos.bench.quality.JudgedQuestions.Asked;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.gateway.Gateway;
import io.celesteos.stack.gateway.GatewayFailure;
import io.celesteos.stack.terminal.ExitCode;
import io.celesteos.stack.terminal.Terminal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks each question once, one after the other, and times it as the caller sees it. */
public final class Evaluation {

    private final Map<YachtId, Gateway> gateways;
    private final Map<String, Object> options;
    private final Terminal aside;
    private final JsonMapper json = JsonStrictness.mapper();

    /**
     * @param gateways each with a credential of its yacht
     * @param options of the search, by their wire names
     */
    public Evaluation(Map<YachtId, Gateway> gateways, Map<String, Object> options, Terminal aside) {
        this.gateways = Map.copyOf(gateways);
        this.options = Map.copyOf(options);
        this.aside = aside;
    }

    /** @throws GatewayFailure when nothing answers or the credential is refused; a single question may be */
    public EvaluationResult run(JudgedQuestions questions) throws InterruptedException {
        List<Asked> all = questions.questions();
        List<EvaluationResult.Scored> scored = new ArrayList<>();
        List<String> unanswered = new ArrayList<>();
        Map<String, Integer> degraded = new HashMap<>();
        try (Terminal.Progress bar = aside.progress("questions", all.size())) {
            for (Asked asked : all) {
                try {
                    long start = System.nanoTime();
                    SearchResponse answer = ask(asked, questions.depth());
                    double millis = (System.nanoTime() - start) / 1e6;
                    List<SearchHit> hits = answer.results();
                    scored.add(new EvaluationResult.Scored(asked, questions.worth(asked, hits), millis));
                    answer.searchMetadata()
                            .degraded()
                            .forEach(word -> degraded.merge(word.wireName(), 1, Integer::sum));
                } catch (GatewayFailure refused) {
                    if (refused.exitCode() != ExitCode.FAILED) {
                        throw refused;
                    }
                    unanswered.add(asked.id() + ": " + refused.getMessage());
                }
                bar.at(scored.size() + unanswered.size());
            }
        }
        return new EvaluationResult(scored, unanswered, degraded);
    }

    private SearchResponse ask(Asked asked, int depth) throws InterruptedException {
        Gateway gateway = gateways.get(asked.yacht());
        if (gateway == null) {
            throw new IllegalArgumentException("no credential of yacht " + asked.yacht());
        }
        Map<String, Object> request = new LinkedHashMap<>(options);
        request.put("query", asked.text());
        request.put("yacht_id", asked.yacht());
        request.put("top_k", depth);
        JsonNode answer = gateway.post("/api/v1/search", Map.of(), request);
        try {
            return json.treeToValue(answer, SearchResponse.class);
        } catch (JacksonException other) {
            throw new IllegalStateException("the answer is no search answer: " + other.getOriginalMessage(), other);
        }
    }
}
