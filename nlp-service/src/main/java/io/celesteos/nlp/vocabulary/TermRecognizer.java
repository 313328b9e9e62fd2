package io.celesteos.nlp.vocabulary;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makers, symptoms and actions: the terms of one list, as they are. */
public final class TermRecognizer implements Recognizer {

    private final TermKind terms;
    private final EntityKind entities;
    private final double confidence;

    private TermRecognizer(TermKind terms, EntityKind entities, double confidence) {
        this.terms = terms;
        this.entities = entities;
        this.confidence = confidence;
    }

    public static TermRecognizer manufacturers() {
        return new TermRecognizer(TermKind.MANUFACTURER, EntityKind.MANUFACTURERS, 0.92);
    }

    public static TermRecognizer symptoms() {
        return new TermRecognizer(TermKind.SYMPTOM, EntityKind.SYMPTOMS, 0.9);
    }

    public static TermRecognizer actions() {
        return new TermRecognizer(TermKind.ACTION, EntityKind.ACTIONS, 0.85);
    }

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (PhraseHit<Term> hit : scene.terms(terms)) {
            if (hit.isWhole(scene.source()) && isWrittenAsNeeded(scene, hit) && isMeant(scene, hit)) {
                boolean fuzzy = hit.isFuzzy(scene.source());
                found.add(new Candidate(
                        entities,
                        hit.span(scene.source()),
                        hit.value().canonical(),
                        fuzzy ? confidence * 0.85 : confidence,
                        fuzzy ? EntitySource.FUZZY : EntitySource.GAZETTEER,
                        entities.name().toLowerCase(Locale.ROOT),
                        0,
                        mention -> new Entity.Term(mention, null)));
            }
        }
        return found;
    }

    private boolean isMeant(Scene scene, PhraseHit<Term> hit) {
        return switch (terms) {
            case ACTION -> WorkOnMachines.isMeant(scene, hit);
            case SYMPTOM -> ThingsGoneWrong.isMeant(scene, hit);
            default -> true;
        };
    }

    private static boolean isWrittenAsNeeded(Scene scene, PhraseHit<Term> hit) {
        var span = hit.span(scene.source());
        return (!hit.value().needs(TermRule.UPPER) || scene.source().isUpperCase(span))
                && (!hit.value().needs(TermRule.CAPITAL) || scene.source().isCapitalised(span));
    }
}
