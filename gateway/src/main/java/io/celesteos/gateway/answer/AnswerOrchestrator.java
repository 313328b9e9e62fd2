package io.celesteos.gateway.answer;

import io.celesteos.contracts.answer.Card;
import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse;
import io.celesteos.contracts.answer.WebhookResponse.AnswerMetadata;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchClient;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.database.yachts.Yacht;
import io.celesteos.gateway.fallback.ExtractionFallback;
import io.celesteos.gateway.fallback.SearchFallback;
import io.celesteos.gateway.querylog.AskedQuery;
import io.celesteos.gateway.querylog.QueryLog;
import java.util.List;
import org.springframework.stereotype.Component;

/** The recipe of {@code POST /webhook/search}. Blocking: call it from a virtual thread. */
@Component
class AnswerOrchestrator {

    private final NlpClient nlp;
    private final SearchClient search;
    private final ExtractionFallback extractionFallback;
    private final SearchFallback searchFallback;
    private final SideBySide sideBySide;
    private final Cards cards;
    private final QueryLog queryLog;
    private final AnswerProperties properties;

    AnswerOrchestrator(
            NlpClient nlp,
            SearchClient search,
            ExtractionFallback extractionFallback,
            SearchFallback searchFallback,
            SideBySide sideBySide,
            Cards cards,
            QueryLog queryLog,
            AnswerProperties properties) {
        this.nlp = nlp;
        this.search = search;
        this.extractionFallback = extractionFallback;
        this.searchFallback = searchFallback;
        this.sideBySide = sideBySide;
        this.cards = cards;
        this.queryLog = queryLog;
        this.properties = properties;
    }

    /**
     * @throws io.celesteos.contracts.problem.ProblemException the services' own refusal of the request (4xx); 503
     *     or 504 when neither of them answered
     */
    WebhookResponse answer(Yacht yacht, WebhookRequest request) {
        RequestContext context = underOneDeadline();
        ExtractRequest toRead = ExtractRequest.of(request.query(), yacht.id());
        SearchRequest toFind = searchOf(yacht, request);

        var reading = sideBySide.start(context, "nlp", () -> nlp.extract(toRead));
        var finding = sideBySide.start(context, "search", () -> search.search(toFind));
        Outcome<SearchResponse> found = finding.orElse(() -> searchFallback.searchInstead(toFind));
        Outcome<ExtractResponse> read = reading.orElse(() -> extractionFallback.extractInstead(toRead));

        Findings findings = Findings.of(found, read, context.deadline());
        List<Card> results = cards.of(findings.hits(), findings.intent());
        AnswerMetadata metadata = metadata(request, context, results.size(), findings.degraded());
        queryLog.add(AskedQuery.of(yacht.id(), request, metadata));
        return new WebhookResponse(results, findings.entities(), findings.intent(), metadata);
    }

    private RequestContext underOneDeadline() {
        RequestContext given = RequestContext.current();
        Deadline deadline = Deadline.in(given.deadline().atMost(properties.deadline()));
        return new RequestContext(
                given.requestId(), given.traceparent(), deadline, given.timings(), given.startNanos());
    }

    private SearchRequest searchOf(Yacht yacht, WebhookRequest request) {
        Integer topK = request.topK();
        return new SearchRequest(
                request.query(),
                yacht.id(),
                null,
                topK == null ? properties.topK() : topK,
                null,
                request.filters(),
                null,
                null,
                null,
                null,
                null);
    }

    private static AnswerMetadata metadata(
            WebhookRequest request, RequestContext context, int results, List<Degradation> degraded) {
        long millis = Math.round((System.nanoTime() - context.startNanos()) / 1e6);
        return new AnswerMetadata(
                request.query(), results, millis, context.timings().millis(), degraded, context.requestId());
    }
}
