package io.celesteos.streaming.provider.extractive;

import io.celesteos.contracts.search.SearchHit;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.TokenSink;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Quotes the sentences of the passages that say most about the query, each followed by the number of its
 * citation. Nothing is rephrased, so nothing can be made up.
 */
@Component
@EnableConfigurationProperties(ExtractiveProperties.class)
class ExtractiveProvider implements LlmProvider {

    private final SentenceSelection selection;

    ExtractiveProvider(ExtractiveProperties properties) {
        this.selection = new SentenceSelection(properties);
    }

    @Override
    public AnswerKind kind() {
        return AnswerKind.EXTRACTIVE;
    }

    @Override
    public List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException {
        List<Citation> citations = new ArrayList<>();
        for (Sentence sentence : selection.select(grounding)) {
            SearchHit passage = sentence.passage();
            int number = citations.size() + 1;
            sink.token((number == 1 ? "" : " ") + sentence.text() + " [" + number + "]");
            citations.add(new Citation(number, passage.id(), passage.title(), passage.documentId(), sentence.text()));
        }
        return citations;
    }
}
