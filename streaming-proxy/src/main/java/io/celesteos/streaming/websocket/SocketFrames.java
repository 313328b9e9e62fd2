package io.celesteos.streaming.websocket;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the frames of callers. Thread-safe. */
@Component
class SocketFrames {

    private static final String YACHT = "yacht_id";

    private final JsonMapper json;
    private final Validator validator;

    SocketFrames(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param yacht the socket's own; null where each query says whose it is
     * @throws RuntimeException that {@code ProblemMapper} knows when the frame is no valid one
     */
    SocketRequest read(String frame, @Nullable YachtId yacht) {
        if (!(json.readTree(frame) instanceof ObjectNode object)) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The frame must be one JSON object.");
        }
        if (object.has("cancel")) {
            return valid(json.treeToValue(object, SocketCancel.class));
        }
        if (yacht != null && !object.hasNonNull(YACHT)) {
            object.put(YACHT, yacht.toString());
        }
        SocketQuery query = valid(json.treeToValue(object, SocketQuery.class));
        if (yacht != null && !yacht.equals(query.yachtId())) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This socket is another yacht's. Leave yacht_id out.");
        }
        return query;
    }

    private <T> T valid(T read) {
        Set<ConstraintViolation<T>> violations = validator.validate(read);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return read;
    }
}
