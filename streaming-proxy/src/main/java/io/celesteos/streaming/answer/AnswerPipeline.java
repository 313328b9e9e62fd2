package io.celesteos.streaming.answer;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
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

    AnswerDocument answer(StreamQuery query) {
        try (StreamQuota.Place place = quota.take(query.yachtId())) {
            AnswerAssembler assembler = new AnswerAssembler(query.query(), CallerConnection.current());
            pump.pump(streams.start(query, RequestContext.current()), assembler);
            return assembler.document();
        } catch (IOException left) {
            // Nobody reads this. It is a problem of a known type so that it is no alarm in the log.
            throw ProblemException.of(
                    ProblemType.DEADLINE_EXCEEDED, "The caller left before the answer was ready.", left);
        }
    }
}
