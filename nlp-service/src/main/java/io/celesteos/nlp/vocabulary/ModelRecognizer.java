package io.celesteos.nlp.vocabulary;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.gazetteer.TermRule;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Models, with their maker as {@code type}. Short ones such as {@code C18} count only where their maker is named, or
 * made a machine on board.
 */
public final class ModelRecognizer implements Recognizer {

    private static final Set<String> PLACES = Set.of("frame", "cabin", "seat", "berth", "shelf", "bin", "row");

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (var hit : scene.terms(TermKind.MODEL)) {
            boolean supported = (!hit.value().needs(TermRule.MAKER)
                            && (!hit.value().needs(TermRule.UPPER)
                                    || scene.source().isUpperCase(hit.span(scene.source()))))
                    || namesMaker(scene, hit.value().type());
            if (hit.isWhole(scene.source()) && supported && !isPlace(scene, hit.first())) {
                found.add(candidate(
                        hit.span(scene.source()),
                        hit.value().canonical(),
                        hit.value().type(),
                        EntitySource.GAZETTEER));
            }
        }
        for (var hit : scene.yachtTerms(YachtTerm.OfModel.class)) {
            found.add(candidate(
                    hit.span(scene.source()), hit.value().model(), hit.value().manufacturer(), EntitySource.YACHT));
        }
        return found;
    }

    /** Frame C18 and cabin C12 are places. */
    private static boolean isPlace(Scene scene, int first) {
        return first > 0
                && PLACES.contains(scene.source().token(first - 1).form())
                && scene.source().gapBefore(first).compareTo(Gap.SPACE) <= 0;
    }

    private static boolean namesMaker(Scene scene, String manufacturer) {
        YachtContext yacht = scene.yacht();
        return scene.mentioned(TermKind.MANUFACTURER).stream()
                        .anyMatch(hit -> hit.value().canonical().equals(manufacturer) && hit.isWhole(scene.source()))
                || (yacht != null && yacht.makers().contains(manufacturer));
    }

    private static Candidate candidate(Span span, String model, String manufacturer, EntitySource source) {
        @Nullable String type = manufacturer.isEmpty() ? null : manufacturer;
        return new Candidate(
                EntityKind.MODELS,
                span,
                model,
                source == EntitySource.YACHT ? 0.96 : 0.9,
                source,
                "model",
                source == EntitySource.YACHT ? 2 : 0,
                mention -> new Entity.Term(mention, type));
    }
}
