package io.celesteos.nlp.equipment;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Gap;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Span;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtEquipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An engine by maker and side: {@code stbd Cat}, {@code port cummins}. The maker must not go on to name a model or machine. */
public final class SidedMakerRecognizer implements Recognizer {

    /** Makers of main engines; of others a side says nothing about an engine. */
    private static final Set<String> ENGINE_MAKERS = Set.of(
            "Caterpillar",
            "MTU",
            "MAN",
            "Cummins",
            "Volvo Penta",
            "Yanmar",
            "John Deere",
            "Scania",
            "Baudouin",
            "Detroit Diesel",
            "Perkins",
            "Mitsubishi",
            "Deutz");

    private static final Set<String> SIDES = Set.of("port", "starboard");

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        for (PhraseHit<Term> hit : scene.terms(TermKind.MANUFACTURER)) {
            int before = hit.first() - 1;
            if (before >= 0
                    && ENGINE_MAKERS.contains(hit.value().canonical())
                    && hit.isWhole(scene.source())
                    && SIDES.contains(scene.source().token(before).form())
                    && scene.source().gapBefore(hit.first()) == Gap.SPACE
                    && standsForTheEngine(scene, hit.last() + 1)) {
                found.add(candidate(scene, before, hit));
            }
        }
        return found;
    }

    private static boolean standsForTheEngine(Scene scene, int next) {
        SourceText source = scene.source();
        if (next >= source.size() || source.gapBefore(next).compareTo(Gap.SPACE) > 0) {
            return true;
        }
        boolean model = scene.mentioned(TermKind.MODEL).stream().anyMatch(hit -> hit.first() == next);
        boolean machine = scene.mentioned(TermKind.EQUIPMENT_TYPE).stream().anyMatch(hit -> hit.first() == next);
        return !model && !machine && !source.token(next).number();
    }

    private static Candidate candidate(Scene scene, int side, PhraseHit<Term> hit) {
        Span span = scene.source().span(side, hit.last());
        String form = scene.source().token(side).form();
        var name = new MachineName(span, "main_engine", "main engine", form, null, null);
        YachtContext yacht = scene.yacht();
        YachtEquipment own = yacht == null ? null : YachtMatch.find(name, yacht.equipment());
        return new Candidate(
                EntityKind.EQUIPMENT,
                span,
                own == null ? name.canonical() : own.name(),
                own == null ? 0.85 : 0.95,
                own == null ? EntitySource.PATTERN : EntitySource.YACHT,
                "side_and_maker",
                own == null ? 1 : 2,
                mention -> new Entity.Equipment(
                        mention,
                        "main_engine",
                        form,
                        own == null ? null : own.number(),
                        own == null ? null : own.id(),
                        code(own)));
    }

    private static @Nullable String code(@Nullable YachtEquipment own) {
        return own == null ? null : own.code();
    }
}
