package io.celesteos.gateway.answer;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stages that run at the same time, each on its own virtual thread and within the request's context. */
@Component
class SideBySide implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SideBySide.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());

    /** @param without what the answer lacks when neither the service nor its fallback is there in time */
    <T> Started<T> start(RequestContext context, Stage<T> stage, Degradation without) {
        AtomicBoolean late = new AtomicBoolean();
        return new Started<>(
                context, stage.name(), threads.submit(context.carry(() -> run(context, stage, late))), without, late);
    }

    /** The answer when it comes within the stage's share, else what its fallback has. */
    private <T> Outcome<T> run(RequestContext context, Stage<T> stage, AtomicBoolean late) throws Exception {
        RequestContext share = new RequestContext(
                context.requestId(),
                context.traceparent(),
                Deadline.in(stage.share()),
                context.timings(),
                context.startNanos());
        Future<T> answer = threads.submit(share.carry(() -> context.timings().time(stage.name(), stage.call())));
        try {
            return Outcome.complete(answer.get(stage.share().toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            passOnRefusal(failed.getCause());
            log.warn(
                    "No answer from {} [{}]: {}", stage.name(), context.requestId(), String.valueOf(failed.getCause()));
        } catch (TimeoutException over) {
            late.set(true);
            answer.cancel(true);
            log.warn("No answer from {} [{}] in its share of the time", stage.name(), context.requestId());
        } catch (InterruptedException nobodyWaits) {
            answer.cancel(true);
            throw nobodyWaits;
        }
        return context.timings().time(stage.name() + "_fallback", stage.fallback()::get);
    }

    private static void passOnRefusal(@Nullable Throwable cause) {
        if (cause instanceof RemoteFailure failure && failure.callersFault()) {
            Problem refusal = failure.refusal();
            // 401 and 403 from an inner service mean that our key is wrong, not the caller's.
            if (refusal != null && refusal.status() != 401 && refusal.status() != 403) {
                throw Refusal.passedOn(refusal);
            }
        }
    }

    /** A stage under way. */
    static final class Started<T> {

        private final RequestContext context;
        private final String stage;
        private final Future<Outcome<T>> outcome;
        private final Degradation without;
        private final AtomicBoolean late;

        private Started(
                RequestContext context,
                String stage,
                Future<Outcome<T>> outcome,
                Degradation without,
                AtomicBoolean late) {
            this.context = context;
            this.stage = stage;
            this.outcome = outcome;
            this.without = without;
            this.late = late;
        }

        /**
         * What there is by the deadline.
         *
         * @throws ProblemException the service's own refusal, when the request itself is at fault
         */
        Outcome<T> join() {
            try {
                return outcome.get(context.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof ProblemException refused) {
                    throw refused;
                }
                log.warn("Nothing stands in for {} [{}]", stage, context.requestId(), failed.getCause());
            } catch (TimeoutException over) {
                late.set(true);
                outcome.cancel(true);
                log.warn("Nothing for {} [{}] before the deadline", stage, context.requestId());
            } catch (InterruptedException callerLeft) {
                outcome.cancel(true);
                Thread.currentThread().interrupt();
            }
            return Outcome.unavailable(without);
        }

        /** Whether the service, or what stood in for it, was not there in time. */
        boolean late() {
            return late.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
