package io.celesteos.nlp.measurement;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A number and a unit: {@code 4.5 bar}, {@code 1,500 rpm}, {@code -20 °C}, {@code 24V}. A comma before three digits
 * parts thousands, else it is the decimal sign. Units of one letter count in their own case only (A is ampere, a is
 * not).
 */
public final class MeasurementRecognizer implements Recognizer {

    private static final Finder NUMBER = Finder.of(
            "(?<![\\p{L}0-9])(?<![0-9][.,:/])(?<sign>(?<![0-9\\p{L}])[+-](?=[0-9]))?"
                    + "(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]{1,6})?|[0-9]{1,9}(?:[.,][0-9]{1,6})?)(?<gap> ?)(?![0-9])");

    private final UnitTable units = UnitTable.load();

    @Override
    public Stage stage() {
        return Stage.TERM;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        List<Span> models = scene.mentioned(TermKind.MODEL).stream()
                .map(hit -> hit.span(scene.source()))
                .toList();
        for (Matcher match : NUMBER.in(text)) {
            UnitTable.Spelling spelling = units.at(
                    scene.source().text(), text, match.end(), match.group("gap").isEmpty());
            if (spelling != null
                    && !isModel(
                            models,
                            match.start(),
                            match.end() + spelling.folded().length())) {
                found.add(measurement(match, spelling));
            }
        }
        return found;
    }

    /** {@code 3512C} is an engine and no temperature. */
    private static boolean isModel(List<Span> models, int start, int end) {
        return models.stream().anyMatch(model -> model.start() <= start && end <= model.end());
    }

    private static Candidate measurement(Matcher match, UnitTable.Spelling spelling) {
        double value = value(match.group("number"));
        double signed = "-".equals(match.group("sign")) ? -value : value;
        Unit unit = spelling.unit();
        return new Candidate(
                EntityKind.MEASUREMENTS,
                new Span(match.start(), match.end() + spelling.folded().length()),
                plain(signed) + " " + unit.symbol(),
                spelling.folded().length() == 1 ? 0.85 : 0.95,
                EntitySource.PATTERN,
                "number_and_unit",
                1,
                mention -> new Entity.Measurement(mention, signed, unit.symbol(), unit.toSi(signed), unit.siSymbol()));
    }

    private static double value(String number) {
        int comma = number.indexOf(',');
        boolean thousands = comma >= 0
                && (number.indexOf(',', comma + 1) >= 0 || number.indexOf('.') >= 0 || number.length() - comma == 4);
        return Double.parseDouble(thousands ? number.replace(",", "") : number.replace(',', '.'));
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
