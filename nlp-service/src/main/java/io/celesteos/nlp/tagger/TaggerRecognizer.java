package io.celesteos.nlp.tagger;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.recognize.Candidate;
import io.celesteos.nlp.recognize.Recognizer;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Machines, places, symptoms and actions that no rule knows, by a model trained on the project's own sentences. It reads
 * last, only what is left, and only what it is sure of. Thread-safe.
 */
public final class TaggerRecognizer implements Recognizer {

    /** Resource of its model. */
    public static final String MODEL = "/tagger/maritime.bin.gz";

    /** What an entity of this kind needs no table for; codes, dates and quantities are nothing without their meaning. */
    private static final Map<EntityKind, Function<Mention, Entity>> ENTITIES = new EnumMap<>(Map.of(
            EntityKind.EQUIPMENT, mention -> new Entity.Equipment(mention, "equipment", null, null, null, null),
            EntityKind.LOCATIONS, mention -> new Entity.Location(mention, null),
            EntityKind.SYMPTOMS, mention -> new Entity.Term(mention, null),
            EntityKind.ACTIONS, mention -> new Entity.Term(mention, null)));

    private final SpanTagger tagger;
    private final double threshold;

    TaggerRecognizer(SpanTagger tagger, double threshold) {
        this.tagger = tagger;
        this.threshold = threshold;
    }

    /** With the model that ships with the service. */
    public static TaggerRecognizer shipped(TextEncoder encoder, double threshold) {
        return new TaggerRecognizer(new SpanTagger(encoder, ModelFile.load(MODEL), Cut.SIGNS), threshold);
    }

    @Override
    public Stage stage() {
        return Stage.LEARNED;
    }

    @Override
    public List<Candidate> recognize(Scene scene) {
        return tagger.tag(scene.source().text(), threshold).stream()
                .filter(tagged -> scene.isFree(tagged.span()))
                .flatMap(tagged -> candidate(scene, tagged).stream())
                .toList();
    }

    private static Optional<Candidate> candidate(Scene scene, TaggedSpan tagged) {
        EntityKind kind = EntityKind.valueOf(tagged.label().toUpperCase(Locale.ROOT));
        Function<Mention, Entity> entity = ENTITIES.get(kind);
        if (entity == null) {
            return Optional.empty();
        }
        Span span = tagged.span();
        return Optional.of(new Candidate(
                kind,
                span,
                scene.source().folded().substring(span.start(), span.end()),
                tagged.probability(),
                EntitySource.MODEL,
                "tagger",
                0,
                entity));
    }
}
