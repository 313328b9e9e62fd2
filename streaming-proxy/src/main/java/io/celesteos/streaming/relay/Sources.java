package io.celesteos.streaming.relay;

import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.search.SearchClient;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.TokenSink;
import org.springframework.stereotype.Component;

/** Who is asked, and what; every method waits for its answer. Thread-safe. */
@Component
class Sources {

    private final SearchClient search;
    private final NlpClient nlp;
    private final LlmProvider llm;

    Sources(SearchClient search, NlpClient nlp, LlmProvider llm) {
        this.search = search;
        this.nlp = nlp;
        this.llm = llm;
    }

    Arrival entities(StreamQuery query) {
        return new Arrival.Understood(nlp.extract(ExtractRequest.of(query.query(), query.yachtId())));
    }

    Arrival firstHits(StreamQuery query) {
        return new Arrival.FirstHits(search.search(request(query, SearchType.BM25, false)));
    }

    Arrival fusedHits(StreamQuery query) {
        return new Arrival.FusedHits(search.search(request(query, SearchType.HYBRID, false)));
    }

    Arrival finalHits(StreamQuery query) {
        return new Arrival.FinalHits(search.search(request(query, SearchType.HYBRID, true)));
    }

    Arrival answer(Grounding grounding, TokenSink sink) throws InterruptedException {
        return new Arrival.Answered(llm.write(grounding, sink));
    }

    AnswerKind answerKind() {
        return llm.kind();
    }

    private static SearchRequest request(StreamQuery query, SearchType type, boolean rerank) {
        return new SearchRequest(
                query.query(), query.yachtId(), type, query.topK(), rerank, null, null, null, null, null, null);
    }
}
