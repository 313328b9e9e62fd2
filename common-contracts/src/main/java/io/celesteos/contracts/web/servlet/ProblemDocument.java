package io.celesteos.contracts.web.servlet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.celesteos.contracts.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A problem document with the extension members (RFC 9457, section 3.2) of the dialect it is read in. */
record ProblemDocument(
        @JsonUnwrapped Problem problem, @JsonAnyGetter Map<String, Object> extensions) {

    ProblemDocument {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }
}
