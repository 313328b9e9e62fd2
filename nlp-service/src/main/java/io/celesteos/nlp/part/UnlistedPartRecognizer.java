package io.celesteos.nlp.part;

import io.celesteos.nlp.gazetteer.PhraseHit;
import io.celesteos.nlp.gazetteer.Term;
import io.celesteos.nlp.gazetteer.TermKind;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Finder;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Part numbers of no maker's listed shape, where the text deals with stores or buying: letters and digits mixed, digits
 * parted by a dash, or a long run of digits next to a maker's name. What announces another kind of number (an order, a
 * passport, a telephone) refutes it.
 */
public final class UnlistedPartRecognizer implements Recognizer {

    private static final Finder MIXED = Finder.bounded(
            "(?!(?:pr|po|wo|hm|q)-?[0-9])[a-z]{1,4}-?[0-9]{3,10}[a-z]?|[a-z]{1,3}[0-9]{1,3}-[0-9]{3,6}|[a-z]{2}-[0-9]{2,3}-[0-9]{3}|[0-9][a-z][0-9]{4}"
                    + "|[0-9][a-z][0-9]{4}-[0-9]{2}|[0-9]{4} r [0-9]{3}");
    private static final Finder DASHED = Finder.bounded(
            "(?![0-2][0-9][0-5][0-9]-[0-2][0-9][0-5][0-9])[0-9]{3,6}-[0-9]{4,5}|[0-9]{2}-[0-9]{5}|[0-9]{3}-[0-9]{1,4}");
    private static final Finder DIGITS = Finder.bounded("[0-9]{5,12}|[0-9]{4} [0-9]{3} [0-9]{3}|w [0-9]{3}/[0-9]{1,2}");
    private static final Finder OTHER_NUMBER = Finder.of(
            "(?<!\\p{L})(?:p\\.?o\\.?|pr|wo|job|order|quote|invoice|serial|s/n|sn|passport|phone|call|page|frame|code|alarm|fault"
                    + "|error|imo|mmsi|hin|hull|flight|tracking|awb|cabin|deck|week|hours|log|ticket|case|form|version|revision"
                    + "|order number|grade|from|to|until|at|iso|en|channel|box|bin|shelf|approve|requisition|purchase order|pos)"
                    + "(?:\\s?(?:no\\.?|nr\\.?|number))?[\\s:#.]{0,2}$");
    private static final int BEFORE = 24;

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
        List<Span> makers = spans(scene, TermKind.MANUFACTURER);
        boolean stores = scene.mentions(PartWords.STORES);
        if (!stores && makers.isEmpty()) {
            return List.of();
        }
        List<Span> models = spans(scene, TermKind.MODEL);
        List<Candidate> found = new ArrayList<>();
        if (stores) {
            addAll(found, scene, MIXED.in(text), models, 0.75);
            addAll(found, scene, DASHED.in(text), models, 0.7);
        }
        addBesideMakers(found, scene, makers, models);
        return found;
    }

    private static void addAll(
            List<Candidate> found, Scene scene, Iterable<Matcher> matches, List<Span> models, double confidence) {
        for (Matcher match : matches) {
            add(found, scene, match, models, confidence);
        }
    }

    /** Digits alone are a part number where they follow their maker, or where the text deals with stores and they are long. */
    private static void addBesideMakers(List<Candidate> found, Scene scene, List<Span> makers, List<Span> models) {
        Set<Integer> ends = new HashSet<>();
        makers.forEach(maker -> ends.add(maker.end() + 1));
        boolean stores = scene.mentions(PartWords.STORES);
        for (Matcher match : DIGITS.in(scene.readable())) {
            boolean beside = ends.contains(match.start());
            boolean many = stores && match.end() - match.start() >= 7;
            if (beside || many) {
                add(found, scene, match, models, beside ? 0.8 : 0.7);
            }
        }
    }

    private static void add(List<Candidate> found, Scene scene, Matcher match, List<Span> models, double confidence) {
        Span span = new Span(match.start(), match.end());
        String text = scene.readable();
        boolean announced = OTHER_NUMBER.occursIn(text.substring(Math.max(0, span.start() - BEFORE), span.start()));
        boolean lower = match.group().chars().anyMatch(Character::isLetter)
                && !scene.source().isUpperCase(span);
        if (!announced
                && !lower
                && !NotAPart.isDate(match.group())
                && !NotAPart.followsTelephoneWord(text, span.start())
                && models.stream().noneMatch(span::overlaps)) {
            found.add(PartReading.of(match.group(), span, null, confidence, "unlisted_part", scene.yacht()));
        }
    }

    private static List<Span> spans(Scene scene, TermKind kind) {
        Stream<PhraseHit<Term>> whole = scene.mentioned(kind).stream().filter(hit -> hit.isWhole(scene.source()));
        return whole.map(hit -> hit.span(scene.source())).toList();
    }
}
