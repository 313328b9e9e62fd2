package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Failures outside of any controller (filters, the container itself) in the same form as all others. */
@Controller
class ProblemErrorEndpoint implements ErrorController {

    private final ProblemWriter problems;

    ProblemErrorEndpoint(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemException problem = switch (failure) {
            // Controllers' exceptions do not come this far, and filters read nothing but the body.
            case IOException broken ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "The body ended early or is not chunked as HTTP wants it.",
                        broken);
            case Exception exception -> ServletExceptions.map(exception);
            case null, default ->
                ProblemMapper.fromStatus(HttpStatusCode.valueOf(status instanceof Integer code ? code : 404));
        };
        problems.write(problem, request, response);
    }
}
