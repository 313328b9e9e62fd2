package io.celesteos.nlp.part;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.ArrayList;
import java.util.List;

/** Part numbers of the yacht's own inventory, however their signs are written: {@code 1R 0726} for {@code 1R-0726}. */
public final class InventoryPartRecognizer implements Recognizer {

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (var hit : scene.yachtTerms(YachtTerm.OfPart.class)) {
            Span span = hit.span(scene.source());
            if (!NotAPart.followsTelephoneWord(scene.readable(), span.start())) {
                found.add(PartReading.inInventory(hit.value().part(), span));
            }
        }
        return found;
    }
}
