package io.celesteos.nlp.temporal;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dates, absolute and relative, in the yacht's time zone. */
public final class TemporalRecognizer implements Recognizer {

    private final List<TimeRule> rules = Stream.of(
                    CalendarDates.rules(), LogDates.rules(), RelativeDates.rules(), WeekDates.rules())
            .flatMap(List::stream)
            .toList();

    @Override
    public Stage stage() {
        return Stage.TIME;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        List<Candidate> found = new ArrayList<>();
        String text = scene.readable();
        for (TimeRule rule : rules) {
            if (!rule.mayMatch(text)) {
                continue;
            }
            for (Matcher match : rule.pattern().in(text)) {
                TimeValue value = meaning(scene, rule, match);
                if (value != null) {
                    found.add(candidate(rule, new Span(match.start(), match.end()), value));
                }
            }
        }
        return found;
    }

    /** Beyond the calendar's own limits nothing is meant. */
    private static @Nullable TimeValue meaning(Scene scene, TimeRule rule, Matcher match) {
        try {
            return rule.meaning().of(match, scene.reference());
        } catch (DateTimeException | ArithmeticException outside) {
            return null;
        }
    }

    private static Candidate candidate(TimeRule rule, Span span, TimeValue value) {
        return new Candidate(
                EntityKind.DATES,
                span,
                value.canonical(),
                rule.confidence(),
                EntitySource.PATTERN,
                rule.name(),
                1,
                mention -> new Entity.Date(
                        mention,
                        value.grain(),
                        value.value(),
                        value.startAt(),
                        value.endAt(),
                        value.otherReading() == null ? null : Boolean.TRUE,
                        readings(value)));
    }

    private static @Nullable List<String> readings(TimeValue value) {
        String day = value.value();
        String other = value.otherReading();
        return day == null || other == null ? null : List.of(day, other);
    }
}
