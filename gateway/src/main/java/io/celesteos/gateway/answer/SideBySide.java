package io.celesteos.gateway.answer;

import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.request.RequestContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls that run at the same time, each on its own virtual thread and within the request's context. */
@Component
class SideBySide implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SideBySide.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());

    <T> Started<T> start(RequestContext context, String stage, Callable<T> call) {
        Callable<T> timed = () -> context.timings().time(stage, call);
        return new Started<>(context, stage, threads.submit(context.carry(timed)));
    }

    /** A call under way. */
    static final class Started<T> {

        private final RequestContext context;
        private final String stage;
        private final Future<T> answer;

        private Started(RequestContext context, String stage, Future<T> answer) {
            this.context = context;
            this.stage = stage;
            this.answer = answer;
        }

        /**
         * The answer when it comes before the deadline, else what {@code fallback} has.
         *
         * @throws ProblemException the service's own refusal, when the request itself is at fault
         */
        Outcome<T> orElse(Supplier<Outcome<T>> fallback) {
            try {
                return Outcome.complete(
                        answer.get(context.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS));
            } catch (ExecutionException failed) {
                passOnRefusal(failed.getCause());
                log.warn("No answer from {} [{}]: {}", stage, context.requestId(), String.valueOf(failed.getCause()));
            } catch (TimeoutException late) {
                answer.cancel(true);
                log.warn("No answer from {} [{}] before the deadline", stage, context.requestId());
            } catch (InterruptedException callerLeft) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
            }
            return fallback.get();
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
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
