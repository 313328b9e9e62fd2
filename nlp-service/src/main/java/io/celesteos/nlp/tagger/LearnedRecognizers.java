package io.celesteos.nlp.tagger;

import io.celesteos.nlp.recognize.Recognizer;
import java.util.List;

/** The recognisers that were trained and not written; none unless {@code nlp.tagger.entities-from} says so. */
public record LearnedRecognizers(List<Recognizer> all) {

    public LearnedRecognizers {
        all = List.copyOf(all);
    }
}
