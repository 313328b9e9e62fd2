package io.celesteos.nlp.recognize;

import java.util.List;

/**
 * Port of everything that finds entities: patterns, gazetteers, the yacht's own words, a learned tagger. Thread-safe;
 * linear in the length of the text.
 */
public interface Recognizer {

    Stage stage();

    /** Readings found in what earlier stages left over, in any order, overlapping ones too. */
    List<Candidate> recognize(Scene scene);
}
