package io.celesteos.nlp.yacht;

import io.celesteos.nlp.fuzzy.SpellingCorrector;
import io.celesteos.nlp.gazetteer.PhraseAutomaton;
import io.celesteos.nlp.text.Tokenizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** From a yacht's records to the phrases that name them. Thread-safe. */
public final class YachtContextCompiler {

    /** Shorter numbers are counts, sizes and years rather than part numbers. */
    private static final int SHORTEST_ALL_DIGITS = 5;

    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Tokenizer tokenizer;
    private final Set<String> ordinaryWords;

    public YachtContextCompiler(Tokenizer tokenizer, Set<String> ordinaryWords) {
        this.tokenizer = tokenizer;
        this.ordinaryWords = Set.copyOf(ordinaryWords);
    }

    public YachtContext compile(YachtRecords records) {
        var phrases = new PhraseAutomaton.Builder<YachtTerm>(tokenizer);
        records.equipment().forEach(item -> addEquipment(phrases, item));
        records.zones().forEach(zone -> addZone(phrases, zone));
        records.parts().forEach(part -> addPart(phrases, part));
        PhraseAutomaton<YachtTerm> automaton = phrases.build();
        return new YachtContext(records, automaton, new SpellingCorrector(automaton.vocabulary(), ordinaryWords));
    }

    private void addEquipment(PhraseAutomaton.Builder<YachtTerm> phrases, YachtEquipment item) {
        phrases.add(item.code(), new YachtTerm.OfEquipment(item, !isDistinct(item.code())));
        phrases.add(item.name(), new YachtTerm.OfEquipment(item, false));
        item.aliases().forEach(alias -> phrases.add(alias, new YachtTerm.OfEquipment(item, isOrdinaryInSmall(alias))));
        String maker = item.manufacturer();
        if (maker != null && maker.length() > 2) {
            phrases.add(maker, new YachtTerm.OfMaker(maker, isOrdinaryInSmall(maker)));
        }
        String model = item.model();
        if (model != null && isDistinct(model)) {
            phrases.add(model, new YachtTerm.OfModel(model, maker == null ? "" : maker, false));
        }
    }

    private void addZone(PhraseAutomaton.Builder<YachtTerm> phrases, YachtZone zone) {
        // Codes such as SUN or TECH are words; two letters (AC, WH) mean too much else.
        if (isDistinct(zone.code()) || zone.code().length() > 2) {
            phrases.add(zone.code(), new YachtTerm.OfZone(zone, !isDistinct(zone.code())));
        }
        phrases.add(zone.name(), new YachtTerm.OfZone(zone, false));
        zone.aliases().forEach(alias -> phrases.add(alias, new YachtTerm.OfZone(zone, isOrdinaryInSmall(alias))));
    }

    private static void addPart(PhraseAutomaton.Builder<YachtTerm> phrases, YachtPart part) {
        String number = part.partNumber();
        boolean hasLetter = LETTER.matcher(number).find();
        int length = YachtPart.key(number).length();
        if (DIGIT.matcher(number).find() && (hasLetter ? length > 2 : length >= SHORTEST_ALL_DIGITS)) {
            phrases.addCode(number, new YachtTerm.OfPart(part, false));
        }
    }

    /** Letters and digits together are nobody's everyday word. */
    private static boolean isDistinct(String code) {
        return DIGIT.matcher(code).find() && LETTER.matcher(code).find();
    }

    /** An abbreviation whose small letters read as a word or are too few to mean one thing: {@code UPS}, {@code BT}. */
    private boolean isOrdinaryInSmall(String alias) {
        String small = alias.toLowerCase(Locale.ROOT);
        boolean capitals = alias.equals(alias.toUpperCase(Locale.ROOT))
                && !DIGIT.matcher(alias).find();
        return capitals && !alias.contains(" ") && (alias.length() <= 2 || ordinaryWords.contains(small));
    }
}
