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
 * eighteen}, {@code S P N 4364 dash two}. "FMI" between the numbers or "SPN" before them, so nothing else reads so.
 */
public final class SpokenCodeRecognizer implements Recognizer {

    private static final String WORDS = SpokenNumber.WORD + "(?:[\\s-]" + SpokenNumber.WORD + ")";
    private static final Finder CODE =
            Finder.of("(?<![\\p{L}0-9])(?<announced>s\\.?\\s?p\\.?\\s?n\\.?[\\s:]{1,2})?(?<spn>[0-9]{1,6}|"
                    + WORDS
                    + "{0,7})\\s(?:(?<said>f\\.?\\s?m\\.?\\s?i\\.?)|dash|slash|stroke)[\\s:]{1,2}(?<fmi>[0-9]{1,2}|"
                    + WORDS
                    + "?)(?![\\p{L}0-9])");

    private static final List<String> HINTS = List.of("fmi", "f m i", "f.m.i", " dash ", " slash ", " stroke ");

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
        String text = scene.readable();
        if (HINTS.stream().noneMatch(text::contains)) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Matcher match : CODE.in(scene.readable())) {
            boolean announced = match.group("announced") != null || match.group("said") != null;
            int spn = value(match.group("spn"));
            int fmi = value(match.group("fmi"));
            if (announced && spn >= 1 && spn <= J1939Table.LARGEST_SPN && Numbers.isFmi(fmi)) {
                var reading = new CodeReading(
                        "J1939", spn + "-" + fmi, spn, fmi, J1939Table.severity(fmi), description(spn, fmi));
                found.add(reading.at(
                        new Span(match.start(), match.end()), "SPN " + spn + " FMI " + fmi, 0.9, "j1939_spoken"));
            }
        }
        return found;
    }

    private static int value(String said) {
        return Character.isDigit(said.charAt(0)) ? Integer.parseInt(said) : SpokenNumber.value(said);
    }

    private @Nullable String description(int spn, int fmi) {
        return table.parameter(spn)
                .map(name -> name + table.mode(fmi).map(mode -> ": " + mode).orElse(""))
                .orElse(null);
    }
}
