package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * J1939 codes as dictation writes them, in words: {@code four three six four FMI two}, {@code SPN one hundred FMI
 * eighteen}. Both numbers in words, and "FMI" between them, so nothing else reads so.
 */
public final class SpokenCodeRecognizer implements Recognizer {

    private static final Finder CODE = Finder.of("(?<![\\p{L}0-9])(?:spn[\\s:]{1,2})?(?<spn>" + SpokenNumber.WORD
            + "(?:[\\s-]" + SpokenNumber.WORD + "){0,7})\\sfmi[\\s:]{1,2}(?<fmi>" + SpokenNumber.WORD + "(?:[\\s-]"
            + SpokenNumber.WORD + ")?)(?![\\p{L}0-9])");

    private final J1939Table table;

    public SpokenCodeRecognizer(J1939Table table) {
        this.table = table;
    }

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        if (!scene.readable().contains("fmi")) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : CODE.in(scene.readable())) {
            int spn = SpokenNumber.value(match.group("spn"));
            int fmi = SpokenNumber.value(match.group("fmi"));
            if (spn >= 1 && spn <= J1939Table.LARGEST_SPN && Numbers.isFmi(fmi)) {
                var reading = new CodeReading(
                        "J1939", spn + "-" + fmi, spn, fmi, J1939Table.severity(fmi), description(spn, fmi));
                found.add(reading.at(
                        new Span(match.start(), match.end()), "SPN " + spn + " FMI " + fmi, 0.9, "j1939_spoken"));
            }
        }
        return found;
    }

    private @Nullable String description(int spn, int fmi) {
        return table.parameter(spn)
                .map(name -> name + table.mode(fmi).map(mode -> ": " + mode).orElse(""))
                .orElse(null);
    }
}
