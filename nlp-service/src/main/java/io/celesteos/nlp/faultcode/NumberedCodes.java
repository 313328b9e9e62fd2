package io.celesteos.nlp.faultcode;

import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Codes that are bare numbers after a word that announces them, one or a list: {@code fault codes 2265 and 2311}. */
final class NumberedCodes {

    static final String NO_QUANTITY =
            "(?![\\p{L}0-9%°]|[-.:/,][0-9]|\\s?(?:v|h|hrs?|hours?|times?|days?|weeks?|months?|years?|minutes?|mins?|seconds?|secs?|bar|psi|rpm|kw"
                    + "|hp|l|litres?|liters?|x|degrees?|deg|mm|cm|m|met(?:er|re)s?|amps?|ma|kn|knots?|hz|ppm|nm|kg|ohms?|volts?|percent|pcs)\\b)";

    /** To be put after the announcing words. */
    static final String CODE = "(?<code>[0-9]{1,4})" + NO_QUANTITY;

    private static final Pattern FURTHER = Pattern.compile(
            "\\G(?:\\s?,\\s?(?:and\\s)?|\\s?(?:and then|then pause then|and|or|then|plus|&|\\+)\\s?|\\s?/\\s?)(?<code>[0-9]{2,4})"
                    + NO_QUANTITY);

    private NumberedCodes() {}

    /** @param announced a pattern that ends with {@link #CODE} */
    static List<Span> in(String text, Finder announced) {
        List<Span> codes = new ArrayList<>();
        for (Matcher match : announced.in(text)) {
            codes.add(new Span(match.start("code"), match.end("code")));
            Matcher further = FURTHER.matcher(text).region(match.end("code"), text.length());
            further.useTransparentBounds(true);
            // Each goes on where the one before ended; looking further would make long texts quadratic.
            while (further.lookingAt()) {
                codes.add(new Span(further.start("code"), further.end("code")));
                further.region(further.end("code"), text.length());
            }
        }
        return codes;
    }
}
