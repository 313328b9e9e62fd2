package io.celesteos.nlp.vocabulary;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.List;

/** Those who made the machines on board, also the ones too small for a general list. */
public final class YachtMakerRecognizer implements Recognizer {

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        return scene.yachtTerms(YachtTerm.OfMaker.class).stream()
                .filter(hit -> !hit.isFuzzy(scene.source()))
                .map(hit -> new Candidate(
                        EntityKind.MANUFACTURERS,
                        hit.span(scene.source()),
                        hit.value().manufacturer(),
                        0.96,
                        EntitySource.YACHT,
                        "yacht_maker",
                        2,
                        mention -> new Entity.Term(mention, null)))
                .toList();
    }
}
