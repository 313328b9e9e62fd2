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
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtZone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
            if (hit.isWhole(scene.source()) && asNeeded && !isPartOfName(scene.source(), hit)) {
                found.add(candidate(scene, hit));
            }
        }
        return found;
    }

    /** {@code engine_room_GA} is a file and {@code ER-12} a bin. */
    private static boolean isPartOfName(SourceText source, PhraseHit<Term> hit) {
        boolean bin = source.gapBefore(hit.last() + 1) == Gap.TIGHT
                && source.token(hit.last() + 1).number();
        Span span = hit.span(source);
        boolean file = source.folded().indexOf('_', span.start()) == span.end()
                || source.folded().substring(span.start(), span.end()).indexOf('_') >= 0;
        return bin || file;
    }

    private static Candidate candidate(Scene scene, PhraseHit<Term> hit) {
        YachtContext yacht = scene.yacht();
        String place = hit.value().canonical();
        YachtZone zone = yacht == null ? null : yacht.zone(place).orElse(null);
        var named = SideReader.read(scene.source(), hit.first(), hit.last(), place);
        Span span = scene.source().span(named.first(), named.last());
        if (zone == null && yacht != null) {
            zone = yacht.zone(named.canonical()).orElse(null);
        }
        return candidate(span, named.canonical(), zone, hit.isFuzzy(scene.source()));
    }

    private static Candidate candidate(Span span, String place, @Nullable YachtZone zone, boolean fuzzy) {
        double confidence = zone == null ? 0.88 : 0.94;
        return new Candidate(
                EntityKind.LOCATIONS,
                span,
                zone == null ? place : zone.name(),
                fuzzy ? confidence * 0.85 : confidence,
                fuzzy ? EntitySource.FUZZY : EntitySource.GAZETTEER,
                "place_on_board",
                zone == null ? 0 : 2,
                mention -> new Entity.Location(mention, zone == null ? null : zone.code()));
    }
}
