package io.celesteos.streaming.answer;

import io.celesteos.contracts.request.RequestContext;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.connection.CallerConnection;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import io.celesteos.streaming.relay.StreamQuery;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Lets a stream run to its end and puts it together. Thread-safe. */
@Component
class AnswerPipeline {

    private final StreamPipeline streams;
    private final StreamPump pump;
    private final StreamQuota quota;

    AnswerPipeline(StreamPipeline streams, StreamPump pump, StreamQuota quota) {
        this.streams = streams;
        this.pump = pump;
        this.quota = quota;
    }

    /** @throws IOException when the caller left before the end */
    AnswerDocument answer(StreamQuery query) throws IOException {
        try (StreamQuota.Place place = quota.take()) {
            AnswerAssembler assembler = new AnswerAssembler(query.query(), CallerConnection.current());
            pump.pump(streams.start(query, RequestContext.current()), assembler);
            return assembler.document();
        }
    }
}
