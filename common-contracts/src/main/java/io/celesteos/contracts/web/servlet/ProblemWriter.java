package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemDialect;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents on the servlet stack, inside controllers and outside of them. */
final class ProblemWriter {

    /** What is left of a caller's share when it is refused for its rate: nothing. */
    static final String REMAINING_HEADER = "X-RateLimit-Remaining";

    private final JsonMapper json;
    private final List<ProblemDialect> dialects;

    ProblemWriter(JsonMapper json, List<ProblemDialect> dialects) {
        this.json = json;
        this.dialects = List.copyOf(dialects);
    }

    void write(ProblemException failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        if (request.getAttribute(RequestContextFilter.ATTRIBUTE) == null) {
            // The container refused the request before the filter saw it.
            RequestContextFilter.open(
                    RequestContext.fromHeaders(request::getHeader, Deadline.in(Duration.ZERO)), request, response);
        }
        response.resetBuffer();
        response.setStatus(failure.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds(retryAfter));
        }
        if (failure.type() == ProblemType.RATE_LIMITED) {
            response.setHeader(REMAINING_HEADER, "0");
        }
        response.getOutputStream().write(json.writeValueAsBytes(document(failure, request)));
        response.flushBuffer();
    }

    ProblemDocument document(ProblemException failure, HttpServletRequest request) {
        Object context = request.getAttribute(RequestContextFilter.ATTRIBUTE);
        String requestId = context instanceof RequestContext known ? known.requestId() : null;
        Object originalPath = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = originalPath instanceof String original
                ? original
                : Objects.requireNonNullElse(request.getRequestURI(), "");
        Problem problem = Problem.of(failure.type(), failure.detail(), failure.errors(), path(path), requestId);
        Map<String, Object> extensions = new LinkedHashMap<>();
        dialects.stream()
                .filter(dialect -> dialect.covers(path))
                .forEach(dialect -> extensions.putAll(dialect.members(problem)));
        return new ProblemDocument(problem, extensions);
    }

    /** At least one second: a client that reads 0 comes back at once. */
    static String retryAfterSeconds(Duration retryAfter) {
        return Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000));
    }

    private static @Nullable URI path(String requestUri) {
        try {
            return requestUri.isEmpty() ? null : new URI(requestUri);
        } catch (URISyntaxException unprintable) {
            return null;
        }
    }
}
