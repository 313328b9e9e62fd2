package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.fuzzy.SpellingCorrector;
import io.celesteos.nlp.fuzzy.TokenCorrection;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.negation.NegationScope;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.resolve.OverlapResolver;
import io.celesteos.nlp.resolve.Overruled;
import io.celesteos.nlp.resolve.Resolution;
import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.yacht.YachtContext;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From a text to the entities in it: fold and cut, mend typos, let the recognisers of each stage read what earlier stages
 * left, resolve overlaps, see what is denied. All kinds are always read, whichever are asked for: what a span means must
 * not depend on the question. Thread-safe.
 */
public final class EntityReader {

    private final Lexicon lexicon;
    private final SpellingCorrector corrector;
    private final List<Recognizer> recognizers;

    EntityReader(Lexicon lexicon, SpellingCorrector corrector, List<Recognizer> recognizers) {
        this.lexicon = lexicon;
        this.corrector = corrector;
        this.recognizers = List.copyOf(recognizers);
    }

    /** The rules that ship with the service. */
    public static EntityReader shipped(Lexicon lexicon) {
        return shipped(lexicon, List.of());
    }

    /** @param learned read beside the rules */
    static EntityReader shipped(Lexicon lexicon, List<Recognizer> learned) {
        return new EntityReader(
                lexicon,
                new SpellingCorrector(lexicon.vocabulary(), ordinaryWords()),
                Stream.concat(RecognizerCatalog.all().stream(), learned.stream())
                        .toList());
    }

    static Set<String> ordinaryWords() {
        return new HashSet<>(TsvResource.lines("/gazetteer/ordinary_words.txt"));
    }

    /**
     * @param yacht null reads the text without a yacht's words
     * @param reference what relative dates are counted from, in the zone they are meant in
     */
    public EntityReading read(String text, @Nullable YachtContext yacht, ZonedDateTime reference) {
        Scene scene = scene(text, yacht, reference);
        List<Candidate> found = new ArrayList<>();
        List<Overruled> overruled = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            Resolution resolution = OverlapResolver.resolve(readings(stage, scene));
            scene = scene.without(
                    resolution.standing().stream().map(Candidate::span).toList());
            found.addAll(resolution.standing());
            overruled.addAll(resolution.overruled());
        }
        Resolution resolution = OverlapResolver.resolve(found);
        overruled.addAll(resolution.overruled());
        return new EntityReading(scene.source(), denied(scene.source(), resolution.standing()), overruled);
    }

    private Scene scene(String text, @Nullable YachtContext yacht, ZonedDateTime reference) {
        FoldedText folded = FoldedText.of(text);
        List<Token> tokens = TokenCorrection.apply(
                lexicon.tokenizer().tokenize(folded.folded()), corrector, yacht == null ? null : yacht.corrector());
        var source = new SourceText(folded, tokens);
        return new Scene(
                source, lexicon.scan(tokens), yacht == null ? List.of() : yacht.scan(tokens), yacht, reference);
    }

    private List<Candidate> readings(Stage stage, Scene scene) {
        List<Candidate> readings = new ArrayList<>();
        for (Recognizer recognizer : recognizers) {
            if (recognizer.stage() == stage) {
                readings.addAll(recognizer.recognize(scene));
            }
        }
        return readings;
    }

    private static List<EntityReading.Found> denied(SourceText source, List<Candidate> standing) {
        var negation = new NegationScope(
                source,
                standing.stream()
                        .filter(candidate -> canBeDenied(candidate.kind()))
                        .map(Candidate::span)
                        .toList());
        return standing.stream()
                .map(candidate -> new EntityReading.Found(
                        candidate, canBeDenied(candidate.kind()) && negation.denies(candidate.span())))
                .toList();
    }

    /** States and doings can be denied; a machine or a date that is mentioned is mentioned. */
    private static boolean canBeDenied(EntityKind kind) {
        return kind == EntityKind.SYMPTOMS || kind == EntityKind.FAULT_CODES || kind == EntityKind.ACTIONS;
    }
}
