package io.celesteos.gateway.answer;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.Arrays;
import java.util.List;

/** An inner service's problem document as our own: same type, same words, same fields. */
final class Refusal {

    private Refusal() {}

    static ProblemException passedOn(Problem refusal) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(known -> known.code().equals(refusal.code()))
                .findFirst()
                .orElseGet(() -> ProblemType.forStatus(refusal.status()));
        List<FieldProblem> errors = refusal.errors();
        return ProblemException.invalid(type, refusal.detail(), errors == null ? List.of() : errors);
    }
}
