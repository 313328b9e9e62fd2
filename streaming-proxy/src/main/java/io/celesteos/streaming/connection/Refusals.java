package io.celesteos.streaming.connection;

import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container refuses before the application sees it (bytes that are no HTTP, too many headers, an unknown
 * transfer coding), as a problem document instead of its HTML page.
 */
final class Refusals extends ErrorHandler {

    private static final Duration NO_TIME = Duration.ofSeconds(1);

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ProblemException problem = problem(code);
        String requestId = RequestContext.background(NO_TIME).requestId();
        response.setStatus(problem.type().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(RequestContext.REQUEST_ID_HEADER, requestId);
        byte[] body =
                json.writeValueAsBytes(Problem.of(problem.type(), problem.detail(), problem.errors(), null, requestId));
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            // Of a caller who speaks another HTTP; none of these is a failure of ours.
            case 417, 426, 501, 505 ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "Send a plain HTTP/1.1 request; this one uses what is not spoken here.");
            default -> ProblemMapper.fromStatus(HttpStatusCode.valueOf(status));
        };
    }
}
