package io.celesteos.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.Problem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTests {

    @Test
    void typeWordsAndFieldsOfTheServiceStay() {
        FieldProblem field = new FieldProblem("filters.date_range.start", "must be a date");
        ProblemException passedOn =
                Refusal.passedOn(Problem.of(ProblemType.QUERY_TOO_LONG, "too long", List.of(field), null, "r"));
        assertThat(passedOn.type()).isEqualTo(ProblemType.QUERY_TOO_LONG);
        assertThat(passedOn.detail()).isEqualTo("too long");
        assertThat(passedOn.errors()).containsExactly(field);
    }

    @Test
    void anUnknownCodeBecomesTheGeneralTypeOfItsStatus() {
        Problem foreign =
                new Problem(URI.create("urn:x"), "Teapot", 409, "busy", null, "teapot", null, null, null, null);
        assertThat(Refusal.passedOn(foreign).type()).isEqualTo(ProblemType.CONFLICT);
    }
}
