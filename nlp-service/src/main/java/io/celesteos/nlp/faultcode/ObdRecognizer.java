package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OBD-II trouble codes by shape (SAE J2012: a letter for the system, 0 to 3, three hexadecimal digits). {@code P0...}
 * and {@code U0...} stand alone, {@code P2...} does where no goods are named, and others beside them; the rest looks like a bolt or a part and needs a word such as "code" nearby.
 */
public final class ObdRecognizer implements Recognizer {

    private static final Finder CODE = Finder.bounded("[pcbu][0-3][0-9a-f]{3}(?:(?:-[0-9]|/[0-9]{1,2})(?![0-9]))?");
    private static final Finder SURE =
            Finder.bounded("[pu]0(?=[0-9a-f]{0,2}[0-9][0-9a-f]{0,2}(?![0-9a-f]))[0-9a-f]{3}");
    private static final Pattern CUE = Pattern.compile(
            "(?<!\\p{L})(?:codes?|dtcs?|obd|faults?|diagnostic|scan(?:ner)?|reader|pending|confirmed|check engine|ecu)(?!\\p{L})");
    private static final int NEAR = 24;

    /** Machines that have such codes; beside goods of a store the same shape is a bolt or a part. */
    private static final Set<String> MACHINES = Set.of(
            "tender",
            "outboard",
            "outboards",
            "jetski",
            "ski",
            "skis",
            "waverunner",
            "rib",
            "car",
            "limo",
            "van",
            "engine",
            "yanmar",
            "yamaha",
            "mercury",
            "suzuki",
            "williams",
            "seadoo");

    /** The letter of "P/N" would be that of every code; the other one is enough. */
    private static final Set<String> GOODS = Set.of(
            "part", "parts", "n", "pn", "order", "stock", "spare", "spares", "filter", "filters", "bolt", "bolts",
            "seal", "kit", "pump", "belt", "po", "pr", "need", "cabin", "pcs");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        boolean company = SURE.occursIn(scene.readable()) || scene.mentions(MACHINES) && !scene.mentions(GOODS);
        for (Matcher match : CODE.in(scene.readable())) {
            String code = match.group().toUpperCase(Locale.ROOT);
            boolean cued = isCued(scene.readable(), match.start(), match.end());
            boolean alone = code.startsWith("P0")
                    || code.startsWith("U0")
                    || code.startsWith("P2") && !scene.mentions(GOODS)
                    || company;
            // SAE J2012 numbers them in hexadecimal, but no assigned code is three letters.
            boolean numbered = code.substring(2, 5).chars().anyMatch(Character::isDigit);
            if (numbered && (cued || alone)) {
                found.add(CodeReading.shape("OBD2", code, null)
                        .at(new Span(match.start(), match.end()), code, cued ? 0.93 : 0.85, "obd2"));
            }
        }
        return found;
    }

    private static boolean isCued(String text, int start, int end) {
        Matcher cue = CUE.matcher(text).region(Math.max(0, start - NEAR), Math.min(text.length(), end + NEAR / 2));
        return cue.useTransparentBounds(true).find();
    }
}
