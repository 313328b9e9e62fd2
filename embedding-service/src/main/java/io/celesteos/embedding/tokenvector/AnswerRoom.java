package io.celesteos.embedding.tokenvector;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Memory for the answers under way, all together: each has its part from before it is computed until its last byte
 * was sent. Nothing else bounds how many large ones wait for clients that read slowly. Thread-safe.
 */
@Component
final class AnswerRoom implements HandlerInterceptor {

    private static final String TAKEN = AnswerRoom.class.getName();

    /** The rest is for what computes them, and for all other requests. */
    private static final int PART_OF_HEAP = 4;

    private static final Duration LATER = Duration.ofSeconds(2);

    private final Semaphore kibibytes;

    AnswerRoom() {
        this(Math.max(
                2 * TokenVectorPipeline.MAX_ANSWER_CHARS, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    AnswerRoom(long bytes) {
        this.kibibytes = new Semaphore((int) Math.min(bytes >> 10, Integer.MAX_VALUE));
    }

    /**
     * Takes room for an answer of so many characters, of one byte each; given back when the current request is over.
     *
     * @throws ProblemException 429 when the answers under way leave too little
     */
    void take(long chars) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        int needed = Math.toIntExact((chars >> 10) + 1);
        if (!kibibytes.tryAcquire(needed)) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "Too many large answers are being computed or sent; read those you have asked for, or ask for int8,"
                            + " pool, dimensions or drop_stop_words.",
                    LATER);
        }
        if (request == null) {
            kibibytes.release(needed);
        } else {
            request.setAttribute(TAKEN, needed, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** The answer was sent, or will not be. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(TAKEN) instanceof Integer taken) {
            request.removeAttribute(TAKEN);
            kibibytes.release(taken);
        }
    }
}
