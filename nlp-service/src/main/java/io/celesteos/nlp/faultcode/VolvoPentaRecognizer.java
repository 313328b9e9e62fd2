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
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Volvo Penta EDC and EVC codes by shape: {@code MID 128 PID 100 FMI 1}, {@code PSID 12 FMI 9}, {@code SID 254/8}. No
 * table with a sure source is known, so none is ever {@code known}. PID and SID are words of other trades too: alone
 * they count only with a failure mode or beside Volvo's name.
 */
public final class VolvoPentaRecognizer implements Recognizer {

    private static final String IS = "[\\s:#=.-]{0,3}";
    private static final String THEN = "[\\s,;:/.-]{0,4}";
    private static final Finder CODE = Finder.of("(?<![\\p{L}0-9])(?:mid" + IS + "(?<mid>[0-9]{1,3})" + THEN
            + ")?(?<kind>ppid|psid|pid|sid)" + IS + "(?<id>[0-9]{1,4})(?![0-9])(?:" + THEN + "fmi" + IS
            + "(?<fmi>[0-9]{1,2})(?![0-9])|\\s?[-/]\\s?(?<mode>[0-9]{1,2})(?![0-9]|[.:/-][0-9]))?");

    private static final Finder CODE_WITH_MODE =
            Finder.of("(?<![\\p{L}0-9])(?:ppid|psid|pid|sid)" + IS + "[0-9]{1,4}(?:" + THEN + "fmi|\\s?[-/]\\s?[0-9])");

    /** The failure mode first, or the module last. */
    private static final Finder TURNED = Finder.of(
            "(?<![\\p{L}0-9])fmi" + IS + "(?<fmi>[0-9]{1,2})[\\s,;:/-]{0,4}(?:(?:on|for|of)\\s)?" + "(?:mid" + IS
                    + "(?<mid>[0-9]{1,3})" + THEN + ")?(?<kind>ppid|psid|pid|sid)" + IS + "(?<id>[0-9]{1,4})(?![0-9])");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        if (!CODE_WITH_MODE.occursIn(scene.readable())) {
            for (Matcher turned : TURNED.in(scene.readable())) {
                Integer fmi = Numbers.group(turned, "fmi");
                if (fmi != null && Numbers.isFmi(fmi)) {
                    String canonical = canonical(turned, fmi);
                    found.add(CodeReading.shape("VOLVO_PENTA", canonical, fmi)
                            .at(new Span(turned.start(), turned.end()), canonical, 0.95, "volvo_penta"));
                }
            }
        }
        for (Matcher match : CODE.in(scene.readable())) {
            Integer fmi = Numbers.either(match, "fmi", "mode");
            String kind = match.group("kind");
            boolean sure = kind.length() == 4 || match.group("mid") != null || match.group("fmi") != null;
            if ((fmi != null && !Numbers.isFmi(fmi))
                    || !(sure || MakerClues.in(scene).pointTo("Volvo Penta"))) {
                continue;
            }
            String canonical = canonical(match, fmi);
            found.add(CodeReading.shape("VOLVO_PENTA", canonical, fmi)
                    .at(new Span(match.start(), match.end()), canonical, sure ? 0.95 : 0.85, "volvo_penta"));
        }
        return found;
    }

    private static String canonical(Matcher match, @Nullable Integer fmi) {
        String module = match.group("mid") == null ? "" : "MID " + Numbers.group(match, "mid") + " ";
        return module + match.group("kind").toUpperCase(Locale.ROOT) + " " + Numbers.group(match, "id")
                + (fmi == null ? "" : " FMI " + fmi);
    }
}
