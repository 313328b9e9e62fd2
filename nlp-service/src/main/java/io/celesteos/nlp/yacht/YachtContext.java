package io.celesteos.nlp.yacht;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.nlp.fuzzy.SpellingCorrector;
import io.celesteos.nlp.gazetteer.PhraseAutomaton;
import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.text.Token;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One yacht's words, ready to be looked for. Immutable. */
public final class YachtContext {

    private final YachtRecords records;
    private final PhraseAutomaton<YachtTerm> automaton;
    private final SpellingCorrector corrector;
    private final Map<String, YachtPart> parts = new HashMap<>();
    private final Map<String, List<YachtPart>> partsByLook = new HashMap<>();
    private final Map<String, YachtZone> zones = new HashMap<>();
    private final Set<String> makers = new HashSet<>();

    YachtContext(YachtRecords records, PhraseAutomaton<YachtTerm> automaton, SpellingCorrector corrector) {
        this.records = records;
        this.automaton = automaton;
        this.corrector = corrector;
        records.parts().forEach(part -> {
            parts.put(YachtPart.key(part.partNumber()), part);
            partsByLook
                    .computeIfAbsent(YachtPart.look(part.partNumber()), unseen -> new ArrayList<>(1))
                    .add(part);
        });
        records.zones().forEach(zone -> {
            zones.putIfAbsent(zone.name().toLowerCase(Locale.ROOT), zone);
            zone.aliases().forEach(alias -> zones.putIfAbsent(alias.toLowerCase(Locale.ROOT), zone));
        });
        for (YachtEquipment item : records.equipment()) {
            if (item.manufacturer() != null) {
                makers.add(item.manufacturer());
            }
        }
    }

    public YachtId yacht() {
        return records.yacht();
    }

    public ZoneId timeZone() {
        return records.timeZone();
    }

    public List<YachtEquipment> equipment() {
        return records.equipment();
    }

    /** Who made the machines on board. */
    public Set<String> makers() {
        return Set.copyOf(makers);
    }

    public List<PhraseHit<YachtTerm>> scan(List<Token> tokens) {
        return automaton.scan(tokens);
    }

    public SpellingCorrector corrector() {
        return corrector;
    }

    /** The part with this number, however its signs are written. */
    public Optional<YachtPart> part(String partNumber) {
        return Optional.ofNullable(parts.get(YachtPart.key(partNumber)));
    }

    /** The one part whose number looks like this one and is another; empty where several do, or the number is right. */
    public Optional<YachtPart> misreadPart(String written) {
        List<YachtPart> alike = partsByLook.getOrDefault(YachtPart.look(written), List.of());
        return alike.size() == 1 && part(written).isEmpty() ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    /** The zone that has this name or alias. */
    public Optional<YachtZone> zone(String name) {
        return Optional.ofNullable(zones.get(name.toLowerCase(Locale.ROOT)));
    }
}
