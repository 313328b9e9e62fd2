package io.celesteos.streaming.websocket;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.contracts.web.WebProperties;
import io.celesteos.streaming.admission.StreamQuota;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.relay.StreamPipeline;
import io.celesteos.streaming.relay.StreamPump;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads, admits and answers the queries of a socket. Thread-safe. */
@Component
class SocketPipeline {

    private static final Logger log = LoggerFactory.getLogger(SocketPipeline.class);

    private final StreamPipeline pipeline;
    private final StreamPump pump;
    private final StreamQuota quota;
    private final JsonMapper json;
    private final Validator validator;
    private final Duration deadline;

    SocketPipeline(
            StreamPipeline pipeline,
            StreamPump pump,
            StreamQuota quota,
            JsonMapper json,
            Validator validator,
            WebProperties web) {
        this.pipeline = pipeline;
        this.pump = pump;
        this.quota = quota;
        this.json = json;
        this.validator = validator;
        this.deadline = web.deadline();
    }

    /** A query has a deadline of its own, and the handshake's request id with its number behind it. */
    RequestContext contextFor(OpenSocket socket) {
        RequestContext handshake = socket.handshake();
        return new RequestContext(
                handshake.requestId() + "." + socket.asked().incrementAndGet(),
                handshake.traceparent(),
                Deadline.in(deadline),
                new StageTimings(),
                System.nanoTime());
    }

    /** @throws RuntimeException that {@code ProblemMapper} knows when the frame is no valid query */
    SocketQuery read(String frame) {
        SocketQuery query = json.readValue(frame, SocketQuery.class);
        if (query == null) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The frame must be one JSON object.");
        }
        Set<ConstraintViolation<SocketQuery>> violations = validator.validate(query);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return query;
    }

    /** @throws ProblemException when the socket or the service has too much in work already */
    void start(OpenSocket socket, SocketQuery query, RequestContext context) {
        if (!socket.places().tryAcquire()) {
            throw ProblemException.of(
                    ProblemType.RATE_LIMITED, "Too many queries at once on this socket: wait for one to complete.");
        }
        StreamQuota.Place place;
        try {
            place = quota.take();
        } catch (ProblemException full) {
            socket.places().release();
            throw full;
        }
        Thread worker = Thread.ofVirtual().name("socket-" + context.requestId()).unstarted(() -> {
            try (place) {
                answer(socket, query, context);
            } finally {
                socket.workers().remove(Thread.currentThread());
                socket.places().release();
            }
        });
        socket.workers().add(worker);
        worker.start();
        if (!socket.session().isOpen()) {
            // It closed between the frame and now, and its workers were told before this one was among them.
            socket.abandon();
        }
    }

    void refuse(OpenSocket socket, @Nullable String queryId, RequestContext context, ProblemException problem)
            throws IOException {
        Problem document = Problem.of(problem.type(), problem.detail(), problem.errors(), null, context.requestId());
        new SocketFrameWriter(socket.session(), json, queryId)
                .event(1, new StreamEvent.Failed(document, false, problem));
    }

    private void answer(OpenSocket socket, SocketQuery query, RequestContext context) {
        MDC.put("request_id", context.requestId());
        try {
            pump.pump(
                    pipeline.start(query.toQuery(), context),
                    new SocketFrameWriter(socket.session(), json, query.queryId()));
        } catch (IOException left) {
            log.debug("The caller left before the end", left);
        }
    }
}
