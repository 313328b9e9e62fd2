package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * SAE J1939 diagnostic trouble codes: {@code SPN 4364 FMI 2}, {@code SPN4364/2}, {@code spn-4364 fmi-2}, {@code FMI 2
 * SPN 4364}, {@code 4364-2} where the text speaks of SPNs; an occurrence count is read along. Numbers outside the 19
 * and 5 bits of J1939-73 are refused.
 */
public final class J1939Recognizer implements Recognizer {

    private static final String IS = "(?:\\s(?:no|nr|number)(?=[\\s.:]))?[\\s:#=.-]{0,3}";
    private static final String THEN = "(?:\\s(?:with|and)\\s|[\\s,;:/.()-]{0,4})";
    private static final String SPN = "(?<spn>[0-9]{1,6})(?![0-9])";
    private static final String FMI = "fmi" + IS + "(?<fmi>[0-9]{1,2})(?![0-9])";
    private static final String OC = "(?:oc|occ|occurrences?|occurrence count|count)" + IS;
    private static final String COUNT =
            "(?:[\\s,;:/.-]{0,4}" + OC + "(?<oc>[0-9]{1,3})(?![0-9])|\\s?\\(" + OC + "(?<bracketed>[0-9]{1,3})\\))?";

    private static final Finder SPN_FIRST = Finder.of("(?<![\\p{L}0-9])(?:spn\\s?[/-]\\s?fmi|spns?)" + IS + SPN + "(?:"
            + THEN + FMI + "|\\s?[-/.:]\\s?(?<mode>[0-9]{1,2})(?![0-9]|[.:/-][0-9]))?" + COUNT);
    private static final Finder FMI_FIRST =
            Finder.of("(?<![\\p{L}0-9])" + FMI + "[\\s,;:/-]{0,4}(?:(?:on|for|of)\\s)?spn" + IS + SPN + COUNT);
    private static final Finder NUMBER_THEN_FMI =
            Finder.of("(?<![\\p{L}0-9./:-])(?<!\\p{L}spn\\s|spn\\p{L}\\s)(?<spn>[0-9]{2,6})[\\s/-]{1,3}" + FMI + COUNT);
    private static final Finder BARE_PAIR =
            Finder.bounded("(?<spn>[0-9]{2,6})\\s?[-/]\\s?(?<fmi>[0-9]{1,2})(?![/:][0-9])" + COUNT);

    /** As John Deere's displays write them: {@code 000110.03}. */
    private static final Finder DOTTED_PAIR = Finder.bounded("(?<spn>0[0-9]{5})\\.(?<fmi>[0-3][0-9])" + COUNT);

    private static final Finder FMI_ALONE = Finder.bounded("(?<![0-9][\\s,;:/-])" + FMI);

    /** Numbers of other makers' codes that a failure mode may belong to. */
    private static final Set<String> OTHER_NUMBERS = Set.of("cid", "sid", "pid", "psid", "ppid");

    private static final Set<String> SPEAKS_OF_SPNS = Set.of("spn", "spns", "dtc", "dtcs", "dm1");

    private final J1939Table table;

    public J1939Recognizer(J1939Table table) {
        this.table = table;
    }

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        BitSet spnFirst = new BitSet();
        for (Matcher match : SPN_FIRST.in(text)) {
            add(found, match, Numbers.either(match, "fmi", "mode"), 0.99, "j1939_spn_fmi");
            spnFirst.set(match.start(), match.end());
        }
        if (speaksOfSpns(scene)) {
            addFmiFirst(found, FMI_FIRST.in(text), spnFirst);
            addAll(found, NUMBER_THEN_FMI.in(text), 0.9, "j1939_number_fmi");
            addKnownPairs(found, BARE_PAIR.in(text));
            if (found.isEmpty() && !scene.mentions(OTHER_NUMBERS)) {
                addModesAlone(found, FMI_ALONE.in(text));
            }
        } else if (!scene.mentions(OTHER_NUMBERS)) {
            addAll(found, NUMBER_THEN_FMI.in(text), 0.85, "j1939_number_fmi");
            addModesAlone(found, FMI_ALONE.in(text));
        }
        addKnownPairs(found, DOTTED_PAIR.in(text));
        return found;
    }

    /** In "SPN 651 FMI 5, SPN 652 FMI 5" each FMI belongs to the SPN before it, which has taken it already. */
    private void addFmiFirst(List<Candidate> found, Iterable<Matcher> matches, BitSet spnFirst) {
        for (Matcher match : matches) {
            if (!spnFirst.get(match.start())) {
                add(found, match, Numbers.group(match, "fmi"), 0.99, "j1939_fmi_spn");
            }
        }
    }

    private static boolean speaksOfSpns(Scene scene) {
        String text = scene.readable();
        return scene.mentions(SPEAKS_OF_SPNS)
                || text.contains("j1939")
                || (text.contains("deere") && text.contains("code"));
    }

    private void addAll(List<Candidate> found, Iterable<Matcher> matches, double confidence, String rule) {
        for (Matcher match : matches) {
            add(found, match, Numbers.group(match, "fmi"), confidence, rule);
        }
    }

    /** Two numbers and no word are a code only if the first is a parameter that exists. */
    private void addKnownPairs(List<Candidate> found, Iterable<Matcher> matches) {
        for (Matcher match : matches) {
            Integer fmi = Numbers.group(match, "fmi");
            if (Numbers.isFmi(fmi)
                    && table.parameter(Integer.parseInt(match.group("spn"))).isPresent()) {
                add(found, match, fmi, 0.8, "j1939_bare_pair");
            }
        }
    }

    /** A failure mode that is asked about by itself. */
    private void addModesAlone(List<Candidate> found, Iterable<Matcher> matches) {
        for (Matcher match : matches) {
            Integer fmi = Numbers.group(match, "fmi");
            if (fmi != null && Numbers.isFmi(fmi)) {
                var reading = new CodeReading(
                        "J1939",
                        "FMI " + fmi,
                        null,
                        fmi,
                        J1939Table.severity(fmi),
                        table.mode(fmi).orElse(null));
                found.add(reading.at(new Span(match.start(), match.end()), "FMI " + fmi, 0.8, "j1939_fmi"));
            }
        }
    }

    private void add(List<Candidate> found, Matcher match, @Nullable Integer fmi, double confidence, String rule) {
        int spn = Integer.parseInt(match.group("spn"));
        if (spn < 1 || spn > J1939Table.LARGEST_SPN) {
            return;
        }
        boolean whole = fmi == null || Numbers.isFmi(fmi);
        int end = whole ? match.end() : match.end("spn");
        Integer mode = whole ? fmi : null;
        String canonical = mode == null ? "SPN " + spn : "SPN " + spn + " FMI " + mode;
        Integer count = whole ? Numbers.either(match, "oc", "bracketed") : null;
        var reading = new CodeReading(
                "J1939",
                mode == null ? Integer.toString(spn) : spn + "-" + mode,
                spn,
                mode,
                count,
                J1939Table.severity(mode),
                description(spn, mode, count));
        found.add(reading.at(
                new Span(match.start(), end), canonical, mode == null ? confidence - 0.09 : confidence, rule));
    }

    private @Nullable String description(int spn, @Nullable Integer fmi, @Nullable Integer count) {
        return table.parameter(spn)
                .map(name -> {
                    String mode = fmi == null
                            ? ""
                            : table.mode(fmi).map(meaning -> ": " + meaning).orElse("");
                    return name + mode + (count == null ? "" : " (occurrence count " + count + ")");
                })
                .orElse(null);
    }
}
