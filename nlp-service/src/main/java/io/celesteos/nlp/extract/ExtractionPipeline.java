package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.fuzzy.SpellingCorrector;
import io.celesteos.nlp.fuzzy.TokenCorrection;
import io.celesteos.nlp.gazetteer.Lexicon;
import io.celesteos.nlp.intent.IntentClassifier;
import io.celesteos.nlp.negation.NegationScope;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.resolve.OverlapResolver;
import io.celesteos.nlp.text.FoldedText;
import io.celesteos.nlp.text.SourceText;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.yacht.YachtContext;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a text to what it says: fold and cut, mend typos, let the recognisers of each stage read what earlier stages left,
 * resolve overlaps, see what is denied, name the intent. All kinds are always read, whichever are asked for: what a span
 * means must not depend on the question. Thread-safe.
 */
final class ExtractionPipeline {

    private final Lexicon lexicon;
    private final SpellingCorrector corrector;
    private final List<Recognizer> recognizers;
    private final IntentClassifier intents;

    ExtractionPipeline(
            Lexicon lexicon, SpellingCorrector corrector, List<Recognizer> recognizers, IntentClassifier intents) {
        this.lexicon = lexicon;
        this.corrector = corrector;
        this.recognizers = List.copyOf(recognizers);
        this.intents = intents;
    }

    /**
     * @param yacht null reads the text without a yacht's words
     * @param reference what relative dates are counted from, in the zone they are meant in
     * @param asked kinds that the answer holds
     */
    Extraction extract(String text, @Nullable YachtContext yacht, ZonedDateTime reference, Set<EntityKind> asked) {
        Scene scene = scene(text, yacht, reference);
        List<Candidate> found = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            List<Candidate> standing = OverlapResolver.resolve(readings(stage, scene));
            scene = scene.without(standing.stream().map(Candidate::span).toList());
            found.addAll(standing);
        }
        return assemble(scene.source(), OverlapResolver.resolve(found), asked);
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

    private Extraction assemble(SourceText source, List<Candidate> standing, Set<EntityKind> asked) {
        var negation = new NegationScope(
                source,
                standing.stream()
                        .filter(candidate -> canBeDenied(candidate.kind()))
                        .map(Candidate::span)
                        .toList());
        Set<EntityKind> affirmed = EnumSet.noneOf(EntityKind.class);
        List<EntityList.Filed> filed = new ArrayList<>();
        for (Candidate candidate : standing) {
            boolean negated = canBeDenied(candidate.kind()) && negation.denies(candidate.span());
            if (!negated) {
                affirmed.add(candidate.kind());
            }
            filed.add(new EntityList.Filed(
                    candidate.kind(), candidate.entity().apply(mention(source, candidate, negated))));
        }
        return new Extraction(EntityList.of(filed, asked), intents.classify(source, affirmed));
    }

    /** States and doings can be denied; a machine or a date that is mentioned is mentioned. */
    private static boolean canBeDenied(EntityKind kind) {
        return kind == EntityKind.SYMPTOMS || kind == EntityKind.FAULT_CODES || kind == EntityKind.ACTIONS;
    }

    private static Mention mention(SourceText source, Candidate candidate, boolean negated) {
        FoldedText text = source.text();
        return new Mention(
                text.written(candidate.span()),
                text.originalStart(candidate.span()),
                text.originalEnd(candidate.span()),
                candidate.canonical(),
                Math.round(candidate.confidence() * 1000) / 1000.0,
                candidate.source(),
                negated,
                candidate.rule());
    }
}
