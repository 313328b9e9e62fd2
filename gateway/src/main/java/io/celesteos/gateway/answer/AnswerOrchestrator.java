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
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The recipe of {@code POST /webhook/search}, and of the batch answer that stands in for a stream. Blocking: call it
 * from a virtual thread.
 *
 * <p>Extraction and search have the whole time side by side. Each service gets a share of it; what is left when it has
 * not answered by then belongs to what stands in for it.
 */
@Component
public class AnswerOrchestrator {

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
        Findings findings = find(context, yacht, searchOf(yacht, request));
        List<Card> results = cards.of(findings.hits(), findings.intent());
        AnswerMetadata metadata = metadata(request, context, results.size(), findings.degraded());
        queryLog.add(AskedQuery.of(yacht.id(), request, metadata));
        return new WebhookResponse(results, findings.entities(), findings.intent(), metadata);
    }

    /**
     * What both services know, under the same deadline.
     *
     * @param topK 1 to 100
     * @throws io.celesteos.contracts.problem.ProblemException as {@link #answer}
     */
    public Findings find(Yacht yacht, String query, int topK) {
        return find(underOneDeadline(), yacht, SearchRequest.of(query, yacht.id(), topK));
    }

    private Findings find(RequestContext context, Yacht yacht, SearchRequest toFind) {
        ExtractRequest toRead = ExtractRequest.of(toFind.query(), yacht.id());
        Duration share = properties.serviceShare(context.deadline());
        var reading = sideBySide.start(
                context,
                new Stage<>("nlp", share, () -> nlp.extract(toRead), () -> extractionFallback.extractInstead(toRead)),
                Degradation.NLP_UNAVAILABLE);
        var finding = sideBySide.start(
                context,
                new Stage<>("search", share, () -> search.search(toFind), () -> searchFallback.searchInstead(toFind)),
                Degradation.SEARCH_UNAVAILABLE);
        Outcome<SearchResponse> found = finding.join();
        Outcome<ExtractResponse> read = reading.join();
        return Findings.of(found, read, finding.late() || reading.late());
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
