package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.gazetteer.TermRule;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtEquipment;
import io.celesteos.nlp.yacht.YachtTerm;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whose machine the text is about: the maker named, the model named, or the maker of the yacht's machine named. */
public record MakerClues(Set<String> named, boolean namesNoEngine, Set<String> engineMakersAboard) {

    private static final Map<String, String> CONTROL_SYSTEMS = Map.of(
            "adec", "MTU",
            "mdec", "MTU",
            "edc", "Volvo Penta",
            "evc", "Volvo Penta",
            "emcp", "Caterpillar",
            "vodia", "Volvo Penta",
            "insite", "Cummins",
            "quickserve", "Cummins");
    private static final Set<String> ENGINES =
            Set.of("main_engine", "engine", "generator", "emergency_generator", "engine_control", "turbocharger");

    /** Parts of any machine: naming one says nothing about whose machine it is. */
    private static final Set<String> PARTS = Set.of(
            "sensor",
            "pump",
            "valve",
            "motor",
            "sea_strainer",
            "sea_water_pump",
            "coolant_pump",
            "heat_exchanger",
            "charge_air_cooler",
            "cooling_system",
            "lube_oil_system",
            "fuel_system",
            "fuel_pump",
            "fuel_filter",
            "fuel_injector",
            "oil_filter",
            "air_filter",
            "exhaust_system",
            "starter_motor",
            "alternator",
            "control_panel",
            "shaft_line",
            "propeller",
            "battery_bank");

    public MakerClues {
        named = Set.copyOf(named);
        engineMakersAboard = Set.copyOf(engineMakersAboard);
    }

    public static MakerClues in(Scene scene) {
        Set<String> named = new HashSet<>();
        Set<String> types = new HashSet<>();
        for (PhraseHit<Term> hit : scene.mentioned(TermKind.MANUFACTURER)) {
            if (hit.isWhole(scene.source()) && isWrittenAsNeeded(scene, hit)) {
                named.add(hit.value().canonical());
            }
        }
        for (PhraseHit<Term> hit : scene.mentioned(TermKind.MODEL)) {
            // A short model alone may be a cabin or a bolt; in capitals it is a clue, though no model yet.
            boolean brief = hit.value().needs(TermRule.MAKER);
            if (hit.isWhole(scene.source()) && (!brief || scene.source().isUpperCase(hit.span(scene.source())))) {
                named.add(hit.value().type());
            }
        }
        for (var hit : scene.yachtTermsMentioned(YachtTerm.OfEquipment.class)) {
            YachtEquipment item = hit.value().equipment();
            types.add(item.type());
            if (item.manufacturer() != null) {
                named.add(item.manufacturer());
            }
        }
        for (PhraseHit<Term> hit : scene.mentioned(TermKind.EQUIPMENT_TYPE)) {
            if (isWrittenAsNeeded(scene, hit)) {
                types.add(hit.value().type());
            }
        }
        CONTROL_SYSTEMS.forEach((word, maker) -> {
            if (scene.mentions(Set.of(word))) {
                named.add(maker);
            }
        });
        return new MakerClues(named, namesNoEngine(types), engineMakersAboard(scene));
    }

    /** Whether the text is about this maker's engines: it says so, or the yacht has them and nothing speaks against. */
    public boolean pointTo(String maker) {
        return named.isEmpty() ? !namesNoEngine && engineMakersAboard.contains(maker) : named.contains(maker);
    }

    /** Whether neither a maker nor another kind of machine is named and no engine maker is known. */
    public boolean saysNothing() {
        return named.isEmpty() && !namesNoEngine && engineMakersAboard.isEmpty();
    }

    private static boolean namesNoEngine(Set<String> types) {
        return types.stream().anyMatch(type -> !PARTS.contains(type))
                && types.stream().noneMatch(ENGINES::contains);
    }

    private static boolean isWrittenAsNeeded(Scene scene, PhraseHit<Term> hit) {
        return !hit.value().needs(TermRule.UPPER) || scene.source().isUpperCase(hit.span(scene.source()));
    }

    private static Set<String> engineMakersAboard(Scene scene) {
        YachtContext yacht = scene.yacht();
        Set<String> makers = new HashSet<>();
        if (yacht != null) {
            for (YachtEquipment item : yacht.equipment()) {
                if (ENGINES.contains(item.type()) && item.manufacturer() != null) {
                    makers.add(item.manufacturer());
                }
            }
        }
        return makers;
    }
}
