package io.celesteos.nlp.location;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.gazetteer.TermRule;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtZone;
import java.util.ArrayList;
import java.util.List;

/** Places on board that every yacht has; {@code zone} where the yacht's general arrangement has one of that name. */
public final class LocationRecognizer implements Recognizer {

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (PhraseHit<Term> hit : scene.terms(TermKind.LOCATION)) {
            boolean asNeeded =
                    !hit.value().needs(TermRule.UPPER) || scene.source().isUpperCase(hit.span(scene.source()));
            if (hit.isWhole(scene.source()) && asNeeded) {
                found.add(candidate(scene, hit));
            }
        }
        return found;
    }

    private static Candidate candidate(Scene scene, PhraseHit<Term> hit) {
        YachtContext yacht = scene.yacht();
        String place = hit.value().canonical();
        YachtZone zone = yacht == null ? null : yacht.zone(place).orElse(null);
        boolean fuzzy = hit.isFuzzy(scene.source());
        double confidence = zone == null ? 0.88 : 0.94;
        return new Candidate(
                EntityKind.LOCATIONS,
                hit.span(scene.source()),
                zone == null ? place : zone.name(),
                fuzzy ? confidence * 0.85 : confidence,
                fuzzy ? EntitySource.FUZZY : EntitySource.GAZETTEER,
                "place_on_board",
                zone == null ? 0 : 2,
                mention -> new Entity.Location(mention, zone == null ? null : zone.code()));
    }
}
