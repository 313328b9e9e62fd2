package io.celesteos.streaming.provider;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.streaming.event.Citation;
import java.util.List;

/** An answer broke off after its first words: they stand, and nothing is appended by anybody else. */
public final class AnswerInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Citation> citations;

    /**
     * @param detail for the caller
     * @param citations one for each number in the part that was written
     */
    public AnswerInterrupted(ProblemType type, String detail, List<Citation> citations, Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.citations = List.copyOf(citations);
    }

    public List<Citation> citations() {
        return citations;
    }

    public ProblemException problem() {
        return ProblemException.of(type, String.valueOf(getMessage()), this);
    }
}
