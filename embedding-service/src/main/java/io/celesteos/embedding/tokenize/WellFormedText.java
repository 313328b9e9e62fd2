package io.celesteos.embedding.tokenize;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that have a UTF-8 form. JSON's {@code \\u} escapes can spell half a surrogate pair, which has none:
 * the tokenizer would see something else than the cache key was made from. NUL and other control characters
 * are well-formed; BERT's normaliser drops them.
 */
public final class WellFormedText {

    private static final int MAX_REPORTED = 10;

    private WellFormedText() {}

    /** @throws ProblemException 400 naming each text that holds a lone surrogate, e.g. {@code texts[3]} */
    public static void require(String field, List<String> texts) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < texts.size() && problems.size() < MAX_REPORTED; i++) {
            int position = loneSurrogate(texts.get(i));
            if (position >= 0) {
                problems.add(new FieldProblem(
                        field + "[" + i + "]",
                        "holds half a character (a lone surrogate) at position " + position + ": send valid Unicode"));
            }
        }
        if (problems.size() == 1) {
            throw ProblemException.invalidField(
                    problems.getFirst().field(), problems.getFirst().message());
        }
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(
                    ProblemType.INVALID_REQUEST, problems.size() + " or more texts are not valid Unicode.", problems);
        }
    }

    /** UTF-16 position of the first surrogate without its partner, or -1. */
    static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
