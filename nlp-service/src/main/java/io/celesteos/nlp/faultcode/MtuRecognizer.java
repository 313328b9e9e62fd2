package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.SpanBoundary;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MTU alarm numbers by shape: {@code 67 HI T-Coolant} as the ADEC display writes it, or {@code alarm 67}, {@code code
 * 201} where the text or the yacht's engines point to MTU. Never {@code known}: no table with a sure source.
 */
public final class MtuRecognizer implements Recognizer {

    /** Number, limit or sensor defect, then a measuring point: T temperature, P pressure, and so on. */
    private static final Pattern DISPLAY_LINE =
            SpanBoundary.bounded("(?<code>[0-9]{1,4})\\s(?:hihi|hi|lolo|lo|ss|sd|l[1-4]|al|st)\\s"
                    + "(?:[tpnvu]|level|cyl)[-.][a-z0-9/-]{2,20}");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?<![\\p{L}0-9])(?:mtu|adec|mdec|ecu|alarm|fault|code|error)\\s?(?:alarm|fault|code|no\\.?|number|#)?"
                    + "[\\s:#]{1,3}(?<code>[0-9]{1,4})(?![\\p{L}0-9%°]|[-.:/,][0-9]|\\s?(?:v|h|hours?|times?|days?|bar|rpm|kw|hp)\\b)");

    @Override
    public Stage stage() {
        return Stage.CODE;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        for (Matcher match = DISPLAY_LINE.matcher(text); match.find(); ) {
            add(found, match, new Span(match.start(), match.end()), 0.9);
        }
        Matcher numbered = NUMBERED.matcher(text);
        boolean any = numbered.find();
        if (any && MakerClues.in(scene).pointTo("MTU")) {
            for (; any; any = numbered.find()) {
                add(found, numbered, new Span(numbered.start("code"), numbered.end("code")), 0.82);
            }
        }
        return found;
    }

    private static void add(List<Candidate> found, Matcher match, Span span, double confidence) {
        String code = String.valueOf(Integer.parseInt(match.group("code")));
        found.add(CodeReading.shape("MTU", code, null).at(span, "MTU " + code, confidence, "mtu_alarm"));
    }
}
