package io.celesteos.nlp.part;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Part numbers by the shapes that makers print. A shape that much else has (three and four digits) counts only where the
 * text speaks of parts or names the maker; dates and telephone numbers never count.
 */
public final class OemPartRecognizer implements Recognizer {

    private final List<Shape> shapes;

    public OemPartRecognizer() {
        this.shapes = TsvResource.read("/parts/oem_shapes.tsv").rows().stream()
                .map(row -> new Shape(
                        row.get("manufacturer"),
                        Finder.bounded(row.get("shape")),
                        row.get("needs"),
                        Double.parseDouble(row.get("confidence"))))
                .toList();
    }

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        String text = scene.readable();
        if (text.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Shape shape : shapes) {
            for (Matcher match : shape.pattern().in(text)) {
                if (isPart(scene, shape, match)) {
                    found.add(PartReading.of(
                            match.group(),
                            new Span(match.start(), match.end()),
                            shape.manufacturer(),
                            shape.confidence(),
                            "oem_shape",
                            scene.yacht()));
                }
            }
        }
        return found;
    }

    private static boolean isPart(Scene scene, Shape shape, Matcher match) {
        boolean supported = switch (shape.needs()) {
            case "cue" -> scene.mentions(PartWords.SPARES) || namesMaker(scene, shape.manufacturer());
            case "maker" -> namesMaker(scene, shape.manufacturer());
            default -> true;
        };
        return supported
                && !NotAPart.isDate(match.group())
                && !NotAPart.followsTelephoneWord(scene.readable(), match.start());
    }

    private static boolean namesMaker(Scene scene, String manufacturer) {
        for (PhraseHit<Term> hit : scene.mentioned(TermKind.MANUFACTURER)) {
            if (hit.value().canonical().equals(manufacturer) && hit.isWhole(scene.source())) {
                return true;
            }
        }
        return false;
    }

    private record Shape(String manufacturer, Finder pattern, String needs, double confidence) {}
}
