package io.celesteos.nlp.equipment;

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
import io.celesteos.nlp.yacht.YachtEquipment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Machines by kind, side and number: {@code Gen 2}, {@code stbd main engine}, {@code #2 DG}. Where the name fits one
 * machine of the yacht's list, the entity is that machine.
 */
public final class EquipmentRecognizer implements Recognizer {

    private static final double FUZZY_FACTOR = 0.85;

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        var reader = new MachineNameReader(scene.source(), named(scene));
        List<Candidate> found = new ArrayList<>();
        for (PhraseHit<Term> hit : scene.terms(TermKind.EQUIPMENT_TYPE)) {
            for (MachineName name : reader.read(hit)) {
                if (scene.isFree(name.span()) && isWrittenAsNeeded(scene, hit, name)) {
                    found.add(candidate(scene, hit, name));
                }
            }
        }
        return found;
    }

    private static BitSet named(Scene scene) {
        BitSet named = new BitSet();
        scene.mentioned(TermKind.EQUIPMENT_TYPE).forEach(hit -> named.set(hit.first()));
        scene.mentioned(TermKind.LOCATION).forEach(hit -> named.set(hit.first()));
        return named;
    }

    /** {@code me} and {@code st} are words; {@code ME} is an engine, and so is {@code me2}. */
    private static boolean isWrittenAsNeeded(Scene scene, PhraseHit<Term> hit, MachineName name) {
        if (hit.value().needs(TermRule.PARTICULAR) && !name.isParticular()) {
            return false;
        }
        return !hit.value().needs(TermRule.UPPER)
                || scene.source().isUpperCase(hit.span(scene.source()))
                || (name.number() != null && hit.isJoinedRight(scene.source()));
    }

    private static Candidate candidate(Scene scene, PhraseHit<Term> hit, MachineName name) {
        YachtContext yacht = scene.yacht();
        YachtEquipment own = yacht == null ? null : YachtMatch.find(name, yacht.equipment());
        boolean fuzzy = hit.isFuzzy(scene.source());
        double confidence = own != null && name.isParticular() ? 0.97 : name.isParticular() ? 0.95 : 0.85;
        return new Candidate(
                EntityKind.EQUIPMENT,
                name.span(),
                own == null ? name.canonical() : own.name(),
                fuzzy ? confidence * FUZZY_FACTOR : confidence,
                fuzzy ? EntitySource.FUZZY : own != null ? EntitySource.YACHT : source(name),
                own == null ? "machine_name" : "machine_name_of_yacht",
                own != null ? 2 : name.isParticular() ? 1 : 0,
                mention -> new Entity.Equipment(
                        mention,
                        own == null ? name.type() : own.type(),
                        own == null ? name.side() : own.side(),
                        own == null ? name.number() : own.number(),
                        own == null ? null : own.id(),
                        code(own)));
    }

    private static EntitySource source(MachineName name) {
        return name.isParticular() ? EntitySource.PATTERN : EntitySource.GAZETTEER;
    }

    private static @Nullable String code(@Nullable YachtEquipment own) {
        return own == null ? null : own.code();
    }
}
