package io.celesteos.contracts.web.servlet;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** The exceptions that exist on the servlet stack alone; everything else is {@link ProblemMapper}'s. */
final class ServletExceptions {

    private ServletExceptions() {}

    static ProblemException map(Throwable failure) {
        return switch (failure) {
            case MissingServletRequestParameterException missing ->
                ProblemException.invalidField(missing.getParameterName(), "is required");
            case MissingRequestHeaderException missing ->
                ProblemException.invalidField(missing.getHeaderName(), "is required");
            case MissingRequestValueException ignored ->
                ProblemException.invalidField("request", "lacks a required value");
            case HttpRequestMethodNotSupportedException wrong -> methodNotAllowed(wrong);
            case MaxUploadSizeExceededException ignored ->
                ProblemException.of(ProblemType.BODY_TOO_LARGE, "Send at most 50 MiB in one request.");
            case MultipartException ignored ->
                ProblemException.of(ProblemType.INVALID_REQUEST, "The multipart body could not be read.");
            default -> ProblemMapper.map(failure);
        };
    }

    private static ProblemException methodNotAllowed(HttpRequestMethodNotSupportedException wrong) {
        String[] supported = wrong.getSupportedMethods();
        String hint = supported == null ? "" : "; use " + String.join(" or ", supported);
        return ProblemException.of(
                ProblemType.METHOD_NOT_ALLOWED, wrong.getMethod() + " is not allowed here" + hint + ".");
    }
}
