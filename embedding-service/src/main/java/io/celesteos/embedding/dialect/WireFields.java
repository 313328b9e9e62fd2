package io.celesteos.embedding.dialect;

import io.celesteos.contracts.problem.ProblemException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;

/** Where in the body a value stands, as errors name it: {@code input[3]}, {@code documents[0]}. */
final class WireFields {

    private WireFields() {}

    /** 400 for the value the parser is at. */
    static ProblemException refused(JsonParser json, String message) {
        return ProblemException.invalidField(path(json), message);
    }

    static String at(String field, int index) {
        return field + "[" + index + "]";
    }

    private static String path(JsonParser json) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer step = json.streamReadContext().pathAsPointer();
                step != null && !step.matches();
                step = step.tail()) {
            if (step.mayMatchElement()) {
                path.append('[').append(step.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getMatchingProperty());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
