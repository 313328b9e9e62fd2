package io.celesteos.nlp.reading;

import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.fuzzy.SpellingCorrector;
import io.celesteos.nlp.fuzzy.TokenCorrection;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.resolve.OverlapResolver;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.yacht.YachtContext;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts as recognisers see them, with the shipped lists, on Friday 20 June 2025 at ten in Monaco. */
public final class Readings {

    public static final Lexicon LEXICON = Lexicon.load();
    public static final Set<String> ORDINARY_WORDS = new HashSet<>(TsvResource.lines("/gazetteer/ordinary_words.txt"));
    public static final ZonedDateTime REFERENCE =
            ZonedDateTime.of(2025, 6, 20, 10, 0, 0, 0, ZoneId.of("Europe/Monaco"));

    private static final SpellingCorrector CORRECTOR = new SpellingCorrector(LEXICON.vocabulary(), ORDINARY_WORDS);

    private Readings() {}

    public static SourceText source(String text) {
        FoldedText folded = FoldedText.of(text);
        return new SourceText(folded, LEXICON.tokenizer().tokenize(folded.folded()));
    }

    public static Scene scene(String text) {
        return scene(text, null);
    }

    public static Scene scene(String text, YachtContext yacht) {
        FoldedText folded = FoldedText.of(text);
        var tokens = TokenCorrection.apply(
                LEXICON.tokenizer().tokenize(folded.folded()), CORRECTOR, yacht == null ? null : yacht.corrector());
        return new Scene(
                new SourceText(folded, tokens),
                LEXICON.scan(tokens),
                yacht == null ? List.of() : yacht.scan(tokens),
                yacht,
                REFERENCE);
    }

    /** What stands after overlaps, as {@code written=canonical} joined by {@code ; }; empty when nothing is found. */
    public static String by(Recognizer recognizer, String text) {
        return by(recognizer, text, null);
    }

    public static String by(Recognizer recognizer, String text, YachtContext yacht) {
        Scene scene = scene(text, yacht);
        return OverlapResolver.resolve(recognizer.recognize(scene)).standing().stream()
                .map(candidate -> scene.source().written(candidate.span()) + "=" + candidate.canonical())
                .collect(Collectors.joining("; "));
    }

    public static List<Candidate> candidates(Recognizer recognizer, String text, YachtContext yacht) {
        return OverlapResolver.resolve(recognizer.recognize(scene(text, yacht))).standing();
    }

    /** A mention to complete a candidate's entity with, where the test is about the rest of it. */
    public static Mention anyMention() {
        return new Mention("x", 0, 1, "x", 1, EntitySource.PATTERN, false, null);
    }
}
