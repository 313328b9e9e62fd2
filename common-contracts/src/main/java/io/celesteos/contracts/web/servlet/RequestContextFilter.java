package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.web.ApiKey;
import io.celesteos.contracts.web.WebProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** First in the chain: binds the {@link RequestContext}, checks the key and the declared body size. */
final class RequestContextFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    static final String ATTRIBUTE = RequestContext.class.getName();

    private final WebProperties properties;
    private final @Nullable ApiKey apiKey;
    private final ProblemWriter problems;

    RequestContextFilter(WebProperties properties, ProblemWriter problems) {
        this.properties = properties;
        this.apiKey =
                properties.apiKey() == null || properties.apiKey().isBlank() ? null : new ApiKey(properties.apiKey());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestContext context;
        try {
            context = RequestContext.fromHeaders(request::getHeader, properties.deadline());
        } catch (IllegalArgumentException badDeadline) {
            open(RequestContext.fromHeaders(request::getHeader, Deadline.in(properties.deadline())), request, response);
            problems.write(
                    ProblemException.invalidField(Deadline.HEADER, String.valueOf(badDeadline.getMessage())),
                    request,
                    response);
            return;
        }
        open(context, request, response);
        MDC.put("request_id", context.requestId());
        try {
            context.call(() -> {
                admit(request);
                chain.doFilter(request, response);
                return null;
            });
        } catch (ProblemException refused) {
            problems.write(refused, request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            MDC.remove("request_id");
        }
    }

    static void open(RequestContext context, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(ATTRIBUTE, context);
        response.setHeader(RequestContext.REQUEST_ID_HEADER, context.requestId());
    }

    /** As a bearer token too: it is the only way in which other APIs' clients send a key. */
    private static @Nullable String offeredKey(HttpServletRequest request) {
        String own = request.getHeader(ApiKey.HEADER);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return own == null && bearer ? authorization.substring(BEARER.length()) : own;
    }

    private void admit(HttpServletRequest request) {
        if (apiKey != null) {
            apiKey.check(request.getRequestURI(), offeredKey(request));
        }
        String type = request.getContentType();
        boolean upload = type != null && type.startsWith("multipart/");
        if (!upload && request.getContentLengthLong() > properties.maxBody().toBytes()) {
            throw ProblemException.of(
                    ProblemType.BODY_TOO_LARGE,
                    "Send at most " + properties.maxBody().toBytes() + " bytes in one JSON body.");
        }
    }
}
