package io.celesteos.streaming.provider.chain;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.TokenSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the providers one after the other until one has written its first words; that one writes the answer to its
 * end or breaks it off. Where none does, the passages are quoted and the answer says so. Thread-safe.
 */
final class ProviderChain implements LlmProvider {

    /** Of the time there is, kept for the quotation and the last events. */
    private static final Duration RESERVE = Duration.ofMillis(200);

    private final List<Link> links;
    private final LlmProvider quotation;
    private final LlmMeters meters;

    ProviderChain(List<Link> links, LlmProvider quotation, LlmMeters meters) {
        this.links = List.copyOf(links);
        this.quotation = quotation;
        this.meters = meters;
    }

    @Override
    public AnswerKind kind() {
        return AnswerKind.GENERATED;
    }

    @Override
    public List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException {
        Deadline deadline = beforeTheEnd(RequestContext.current().deadline());
        for (Link link : links) {
            Optional<List<Citation>> citations = link.write(grounding, sink, deadline);
            if (citations.isPresent()) {
                return citations.get();
            }
        }
        meters.quoted();
        sink.lacking(Degradation.LLM_UNAVAILABLE);
        sink.writtenBy(quotation.kind());
        return quotation.write(grounding, sink);
    }

    private static Deadline beforeTheEnd(Deadline deadline) {
        Duration quarter = deadline.remaining().dividedBy(4);
        Duration kept = quarter.compareTo(RESERVE) < 0 ? quarter : RESERVE;
        return new Deadline(deadline.nanoTime() - kept.toNanos());
    }
}
