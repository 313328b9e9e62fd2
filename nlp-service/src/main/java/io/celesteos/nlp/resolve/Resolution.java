package io.celesteos.nlp.resolve;

import io.celesteos.nlp.recognize.Candidate;
import java.util.List;

/**
 * One reading for each place of a text.
 *
 * @param standing in the order of the text, not overlapping
 * @param overruled in the order of the text
 */
public record Resolution(List<Candidate> standing, List<Overruled> overruled) {

    public Resolution {
        standing = List.copyOf(standing);
        overruled = List.copyOf(overruled);
    }
}
