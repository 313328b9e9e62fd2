package io.celesteos.search.workflow;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.problem.ProblemType;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The input of a run as what its workflow asks for; what is wrong with it is told by its place in the request. */
@Component
final class InputReader {

    private static final String AT = "input.";

    /** How the validator names an entry that is null. */
    private static final String ELEMENT = ".<list element>";

    private final JsonMapper json;
    private final Validator validator;

    InputReader(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws ProblemException naming every field that is wrong */
    <T> T read(JsonNode input, Class<T> type) {
        return within(() -> {
            T read;
            try {
                read = json.treeToValue(input, type);
            } catch (JacksonException wrong) {
                throw ProblemMapper.map(wrong);
            }
            var wrong = validator.validate(read);
            if (!wrong.isEmpty()) {
                throw ProblemMapper.map(new ConstraintViolationException(wrong));
            }
            return read;
        });
    }

    /**
     * Before anything else: to tell of each of a hundred thousand wrong entries would take minutes.
     *
     * @throws ProblemException when the list {@code field} has more than {@code most} entries
     */
    void atMost(JsonNode input, String field, int most) {
        if (input.path(field).size() > most) {
            throw ProblemException.invalidField(AT + field, "must have at most " + most + " entries");
        }
    }

    /** Fields of another check, told as fields of the input. */
    <T> T within(Supplier<T> check) {
        return within("", check);
    }

    /** @param there what the other check calls the place that the input itself is */
    <T> T within(String there, Supplier<T> check) {
        try {
            return check.get();
        } catch (ProblemException problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            List<FieldProblem> placed = problem.errors().stream()
                    .map(each -> new FieldProblem(AT + placed(there, each.field()), each.message()))
                    .toList();
            ProblemType type =
                    problem.type() == ProblemType.QUERY_TOO_LONG ? ProblemType.INVALID_REQUEST : problem.type();
            throw ProblemException.invalid(
                    type, placed.getFirst().field() + " " + placed.getFirst().message(), placed);
        }
    }

    private static String placed(String there, String field) {
        return (field.startsWith(there) ? field.substring(there.length()) : field).replace(ELEMENT, "");
    }
}
