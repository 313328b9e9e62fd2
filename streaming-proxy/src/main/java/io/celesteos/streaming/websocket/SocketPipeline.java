package io.celesteos.streaming.websocket;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import io.celesteos.streaming.relay.StreamRun;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

/** Admits and answers the queries of a socket. Thread-safe; the frames of one socket come one after the other. */
@Component
class SocketPipeline {

    private static final Logger log = LoggerFactory.getLogger(SocketPipeline.class);

    private final SocketFrames frames;
    private final StreamPipeline pipeline;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final JsonMapper json;
    private final Duration deadline;

    SocketPipeline(
            SocketFrames frames,
            StreamPipeline pipeline,
            StreamPump pump,
            StreamQuota quota,
            JsonMapper json,
            WebProperties web) {
        this.frames = frames;
        this.pipeline = pipeline;
        this.pump = pump;
        this.quota = quota;
        this.json = json;
        this.deadline = web.deadline();
    }

    /** Does what the frame says; a frame that cannot be followed is answered with an error frame. */
    void receive(OpenSocket socket, String frame) throws IOException {
        RequestContext context = contextFor(socket);
        if (!socket.mayReceive()) {
            refuse(socket, null, context, ProblemException.of(ProblemType.RATE_LIMITED, "Too many frames a second."));
            socket.close(CloseStatus.POLICY_VIOLATION.withReason("too many frames a second"));
            return;
        }
        String queryId = null;
        try {
            switch (frames.read(frame, socket.yacht())) {
                case SocketCancel(String cancelled) -> socket.cancel(cancelled);
                case SocketQuery query -> {
                    refuseUsedName(socket, query);
                    queryId = query.queryId();
                    start(socket, query, context);
                }
            }
        } catch (RuntimeException refused) {
            refuse(socket, queryId, context, ProblemMapper.map(refused));
        }
    }

    /** A query has a deadline of its own, and the handshake's request id with its number behind it. */
    private RequestContext contextFor(OpenSocket socket) {
        RequestContext handshake = socket.handshake();
        return new RequestContext(
                handshake.requestId() + "." + socket.nextQuery(),
                handshake.traceparent(),
                Deadline.in(deadline),
                new StageTimings(),
                System.nanoTime());
    }

    /** Refused without its name: an error under that name would be taken for the end of the other query. */
    private static void refuseUsedName(OpenSocket socket, SocketQuery query) {
        String queryId = query.queryId();
        if (queryId != null && socket.knows(queryId)) {
            throw ProblemException.invalidField("query_id", "names a query that has not ended on this socket");
        }
    }

    /** @throws ProblemException when the socket, the yacht or the service has too much in work already */
    private void start(OpenSocket socket, SocketQuery query, RequestContext context) {
        if (!socket.enter()) {
            throw ProblemException.of(
                    ProblemType.RATE_LIMITED, "Too many queries at once on this socket: wait for one to complete.");
        }
        StreamQuota.Place place = null;
        try {
            place = quota.take(query.yachtId());
            begin(socket, query, context, pipeline.start(query.toQuery(), context), place);
        } catch (RuntimeException refused) {
            if (place != null) {
                place.close();
            }
            socket.leave(null);
            throw refused;
        }
    }

    private void begin(
            OpenSocket socket, SocketQuery query, RequestContext context, StreamRun run, StreamQuota.Place place) {
        String queryId = query.queryId();
        if (queryId != null) {
            socket.name(queryId, run);
        }
        Thread worker = Thread.ofVirtual().name("socket-" + context.requestId()).unstarted(() -> {
            try (SocketTurn turn = new SocketTurn(socket, place, queryId)) {
                answer(socket, query, context, run, turn);
            } finally {
                socket.ends(Thread.currentThread());
            }
        });
        socket.begins(worker);
        worker.start();
        if (!socket.session().isOpen()) {
            // It closed between the frame and now, and its workers were told before this one was among them.
            socket.abandon();
        }
    }

    private void answer(OpenSocket socket, SocketQuery query, RequestContext context, StreamRun run, SocketTurn turn) {
        MDC.put("request_id", context.requestId());
        try {
            pump.pump(run, new SocketFrameWriter(socket.session(), json, query.queryId(), turn::close));
        } catch (IOException left) {
            log.debug("The caller left before the end", left);
        }
    }

    private void refuse(OpenSocket socket, @Nullable String queryId, RequestContext context, ProblemException problem)
            throws IOException {
        Problem document = Problem.of(problem.type(), problem.detail(), problem.errors(), null, context.requestId());
        new SocketFrameWriter(socket.session(), json, queryId, () -> {})
                .event(1, new StreamEvent.Failed(document, false, problem));
    }
}
