package io.celesteos.nlp.equipment;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.yacht.YachtEquipment;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.ArrayList;
import java.util.List;

/** Machines by the names, codes and aliases that the yacht's own list gives them. */
public final class YachtEquipmentRecognizer implements Recognizer {

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (var hit : scene.yachtTerms(YachtTerm.OfEquipment.class)) {
            YachtEquipment own = hit.value().equipment();
            boolean endsWithNumber = scene.source().token(hit.last()).number();
            if (endsWithNumber && MachineNumber.isQuantityOrDate(scene.source(), hit.last())) {
                continue;
            }
            boolean fuzzy = hit.isFuzzy(scene.source());
            found.add(new Candidate(
                    EntityKind.EQUIPMENT,
                    hit.span(scene.source()),
                    own.name(),
                    fuzzy ? 0.85 : 0.98,
                    fuzzy ? EntitySource.FUZZY : EntitySource.YACHT,
                    "yacht_equipment",
                    3,
                    mention ->
                            new Entity.Equipment(mention, own.type(), own.side(), own.number(), own.id(), own.code())));
        }
        return found;
    }
}
