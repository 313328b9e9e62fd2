package io.celesteos.nlp.recognize;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.text.Span;
import java.util.function.Function;

/**
 * A reading of one span, before overlaps are resolved.
 *
 * @param canonical the one form all spellings share
 * @param confidence 0 to 1
 * @param detail how specific the reading is among those of the same span: 0 a bare type, 1 with a number or side, 2 a
 *     record of the yacht's own
 * @param entity makes the entity once the mention is complete
 */
public record Candidate(
        EntityKind kind,
        Span span,
        String canonical,
        double confidence,
        EntitySource source,
        String rule,
        int detail,
        Function<Mention, Entity> entity) {

    public Candidate {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is 0 to 1, not " + confidence);
        }
    }
}
