package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/**
 * What Tomcat refuses before it knows which application is meant (bytes that are no HTTP, too many headers, an
 * unknown transfer coding), as a problem document instead of its HTML page.
 */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    private final ProblemWriter problems;

    ProblemReportValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.resetBuffer(true);
            problems.write(problem(response.getStatus()), request, response);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            log.debug("The refusal could not be written", gone);
        }
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            // Of a caller who speaks another HTTP; none of the three is a failure of ours.
            case 417, 501, 505 ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "Send a plain HTTP/1.1 request; this one uses what is not spoken here.");
            default -> ProblemMapper.fromStatus(HttpStatusCode.valueOf(status));
        };
    }
}
