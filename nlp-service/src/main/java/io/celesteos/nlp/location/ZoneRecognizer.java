package io.celesteos.nlp.location;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.yacht.YachtTerm;
import io.celesteos.nlp.yacht.YachtZone;
import java.util.ArrayList;
import java.util.List;

/** Zones by the names, codes and aliases of the yacht's own general arrangement. */
public final class ZoneRecognizer implements Recognizer {

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (var hit : scene.yachtTerms(YachtTerm.OfZone.class)) {
            YachtZone zone = hit.value().zone();
            boolean fuzzy = hit.isFuzzy(scene.source());
            found.add(new Candidate(
                    EntityKind.LOCATIONS,
                    hit.span(scene.source()),
                    zone.name(),
                    fuzzy ? 0.84 : 0.96,
                    fuzzy ? EntitySource.FUZZY : EntitySource.YACHT,
                    "yacht_zone",
                    3,
                    mention -> new Entity.Location(mention, zone.code())));
        }
        return found;
    }
}
