package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.SpanBoundary;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Caterpillar diagnostic codes ({@code CID 110 FMI 3}, {@code CID-FMI 110-3}, {@code MID 36 CID 110 FMI 3}, {@code code
 * 110-3} of a Caterpillar engine) and event codes ({@code E361}, {@code E361-2} with a warning level, {@code EID 361}).
 * A plain E-code is Caterpillar's only where the text or the yacht's engines point to Caterpillar.
 */
public final class CaterpillarRecognizer implements Recognizer {

    private static final String MAKER = "Caterpillar";
    private static final String IS = "[\\s:#=.-]{0,3}";
    private static final String THEN = "[\\s,;:/.-]{0,4}";
    private static final Finder DIAGNOSTIC =
            Finder.of("(?<![\\p{L}0-9])(?:mid" + IS + "(?<mid>[0-9]{1,5})" + THEN + ")?(?:cid\\s?[/-]\\s?fmi|cid)" + IS
                    + "(?<cid>[0-9]{1,5})(?![0-9])(?:" + THEN + "fmi" + IS
                    + "(?<fmi>[0-9]{1,2})(?![0-9])|\\s?[-/]\\s?(?<mode>[0-9]{1,2})(?![0-9]|[.:/-][0-9]))?");
    private static final Finder CODE_PAIR = Finder.of(
            "(?<![\\p{L}0-9])(?:code|fault|diagnostic)s?[\\s:#]{1,3}(?<pair>(?<cid>[0-9]{1,4})-(?<fmi>[0-9]{1,2}))"
                    + "(?![\\p{L}0-9]|[.:/-][0-9])");
    private static final Finder EVENT_BY_WORD =
            Finder.bounded("eid" + IS + "(?<eid>[0-9]{1,5})(?:\\s?[(-](?<level>[1-3])\\)?)?");
    private static final Finder EVENT = Finder.bounded(
            "(?<!(?:page|section|item|chapter) )(?:e-?|(?<=(?:alarm|event|code|fault|shows) )e\\s)(?<eid>[1-9][0-9]{2,4})(?:\\s?\\((?<level>[1-3])\\)|-(?<dashed>[1-3]))?");

    private static final Finder NUMBERED_EVENT = Finder.of(
            "(?<![\\p{L}0-9])event(?:\\scode)?s?[\\s:#]{1,3}(?<code>(?<eid>[0-9]{3,4})(?:\\s?\\((?<level>[1-3])\\)|-(?<dashed>[1-3]))?)"
                    + SpanBoundary.AFTER);

    /** An event with its warning level is written so by nobody else. */
    private static final Finder LEVELLED_EVENT =
            Finder.bounded("e-?(?<eid>[0-9]{3,4})(?:\\s?\\((?<level>[1-3])\\)|-(?<dashed>[1-3]))");

    /** Component and failure mode with nothing before them; only where the text speaks of codes. */
    private static final Finder BARE_PAIR = Finder.bounded(
            "(?<cid>[0-9]{2,4})-(?<fmi>[0-9]{1,2})(?!\\s?(?:mm|cm|m|bar|v|h|hrs?|hours?|days?|weeks?|min|kw|rpm|l|nm|pcs|c|%)\\b)");

    /** With leading zeros it needs no such word. */
    private static final Finder PADDED_PAIR = Finder.bounded("(?<cid>0[0-9]{3})-(?<fmi>[0-3][0-9])");

    private static final Set<String> SPEAKS_OF_CODES = Set.of(
            "code",
            "codes",
            "diagnostic",
            "diagnostics",
            "fault",
            "faults",
            "alarm",
            "alarms",
            "active",
            "logged",
            "et",
            "printout",
            "cid",
            "fmi",
            "event",
            "events");

    private final CaterpillarTable table;
    private final J1939Table modes;

    public CaterpillarRecognizer(CaterpillarTable table, J1939Table modes) {
        this.table = table;
        this.modes = modes;
    }

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        for (Matcher match : DIAGNOSTIC.in(text)) {
            addDiagnostic(
                    found,
                    new Span(match.start(), match.end()),
                    Numbers.group(match, "mid"),
                    match.group("cid"),
                    Numbers.either(match, "fmi", "mode"),
                    0.97);
        }
        for (Matcher match : EVENT_BY_WORD.in(text)) {
            addEvent(found, match, Numbers.group(match, "level"), 0.96);
        }
        boolean maybe = EVENT.occursIn(text)
                || CODE_PAIR.occursIn(text)
                || NUMBERED_EVENT.occursIn(text)
                || BARE_PAIR.occursIn(text);
        MakerClues clues = maybe ? MakerClues.in(scene) : null;
        if (clues != null && clues.pointTo(MAKER)) {
            for (Matcher match : EVENT.in(text)) {
                addEvent(found, match, Numbers.either(match, "level", "dashed"), 0.93);
            }
            for (Matcher match : NUMBERED_EVENT.in(text)) {
                addEvent(found, match, Numbers.either(match, "level", "dashed"), 0.88);
            }
            for (Matcher match : CODE_PAIR.in(text)) {
                addDiagnostic(
                        found,
                        new Span(match.start("pair"), match.end("pair")),
                        null,
                        match.group("cid"),
                        Numbers.group(match, "fmi"),
                        0.85);
            }
            addBarePairs(found, scene.mentions(SPEAKS_OF_CODES) ? BARE_PAIR.in(text) : PADDED_PAIR.in(text));
        } else if (clues != null && clues.saysNothing()) {
            for (Matcher match : CODE_PAIR.in(text)) {
                // Only Caterpillar writes a code of its engines as component and failure mode with a dash.
                addDiagnostic(
                        found,
                        new Span(match.start("pair"), match.end("pair")),
                        null,
                        match.group("cid"),
                        Numbers.group(match, "fmi"),
                        0.7);
            }
        }
        for (Matcher match : LEVELLED_EVENT.in(text)) {
            addEvent(found, match, Numbers.either(match, "level", "dashed"), 0.89);
        }
        return found;
    }

    /** Two numbers and no word are a code only if the first is a component that exists, or they stand in a list with such. */
    private void addBarePairs(List<Candidate> found, Iterable<Matcher> matches) {
        List<Candidate> pairs = new ArrayList<>();
        boolean exists = false;
        for (Matcher match : matches) {
            exists |= table.component(Integer.parseInt(match.group("cid"))).isPresent();
            addDiagnostic(
                    pairs,
                    new Span(match.start(), match.end()),
                    null,
                    match.group("cid"),
                    Numbers.group(match, "fmi"),
                    0.78);
        }
        if (exists) {
            found.addAll(pairs);
        }
    }

    private void addDiagnostic(
            List<Candidate> found,
            Span span,
            @Nullable Integer mid,
            String digits,
            @Nullable Integer fmi,
            double confidence) {
        if (fmi != null && !Numbers.isFmi(fmi)) {
            return;
        }
        int cid = Integer.parseInt(digits);
        String module = mid == null ? "" : "MID " + mid + " ";
        String canonical = module + "CID " + cid + (fmi == null ? "" : " FMI " + fmi);
        var reading = new CodeReading("CAT", canonical, null, fmi, J1939Table.severity(fmi), meaning(mid, cid, fmi));
        found.add(reading.at(span, canonical, fmi == null ? confidence - 0.07 : confidence, "cat_cid_fmi"));
    }

    private @Nullable String meaning(@Nullable Integer mid, int cid, @Nullable Integer fmi) {
        return table.diagnostic(mid, cid, fmi)
                .or(() -> table.component(cid)
                        .map(name -> fmi == null
                                ? name
                                : name
                                        + modes.mode(fmi)
                                                .map(mode -> ": " + mode)
                                                .orElse("")))
                .orElse(null);
    }

    private void addEvent(List<Candidate> found, Matcher match, @Nullable Integer level, double confidence) {
        int eid = Integer.parseInt(match.group("eid"));
        String canonical = "E" + eid + (level == null ? "" : "-" + level);
        var reading = new CodeReading(
                "CAT", "E" + eid, null, null, severity(level), table.event(eid).orElse(null));
        boolean announced = match.namedGroups().containsKey("code");
        var span = announced ? new Span(match.start("code"), match.end("code")) : new Span(match.start(), match.end());
        found.add(reading.at(span, canonical, confidence, "cat_event"));
    }

    /** Warning levels of the display: 1 warning, 2 action needed, 3 shutdown. */
    private static @Nullable String severity(@Nullable Integer level) {
        if (level == null) {
            return null;
        }
        return level == 1 ? "low" : level == 2 ? "medium" : "high";
    }
}
