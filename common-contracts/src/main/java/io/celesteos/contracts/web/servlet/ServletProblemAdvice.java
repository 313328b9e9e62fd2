package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every exception that leaves a controller becomes a problem document here. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServletProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ServletProblemAdvice.class);

    private final ProblemWriter problems;

    ServletProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<ProblemDocument> problem(
            Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            log.debug("The response had begun when this failed, most often because the client left", failure);
            return null;
        }
        ProblemException problem = ServletExceptions.map(failure);
        if (problem.type().status() == 500) {
            log.error("Unexpected failure on {} {}", request.getMethod(), request.getRequestURI(), failure);
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.type().status());
        if (failure instanceof ErrorResponse known) {
            // What HTTP asks for beside the status: Allow with a 405, Accept with a 415.
            answer.headers(known.getHeaders());
        }
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, ProblemWriter.retryAfterSeconds(problem.retryAfter()));
        }
        if (problem.type() == ProblemType.RATE_LIMITED) {
            answer.header(ProblemWriter.REMAINING_HEADER, "0");
        }
        return answer.contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(problems.document(problem, request));
    }
}
