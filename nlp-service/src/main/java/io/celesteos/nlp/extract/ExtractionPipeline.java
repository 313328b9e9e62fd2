package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.nlp.intent.IntentClassifier;
import io.celesteos.nlp.yacht.YachtContext;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a text to what it says: the entities in it, then what is wanted. Thread-safe. */
final class ExtractionPipeline {

    private final EntityReader entities;
    private final IntentClassifier intents;

    ExtractionPipeline(EntityReader entities, IntentClassifier intents) {
        this.entities = entities;
        this.intents = intents;
    }

    /**
     * @param yacht null reads the text without a yacht's words
     * @param reference what relative dates are counted from, in the zone they are meant in
     * @param asked kinds that the answer holds
     */
    Extraction extract(String text, @Nullable YachtContext yacht, ZonedDateTime reference, Set<EntityKind> asked) {
        EntityReading reading = entities.read(text, yacht, reference);
        List<EntityList.Filed> filed = reading.found().stream()
                .map(found -> new EntityList.Filed(
                        found.candidate().kind(),
                        found.candidate().entity().apply(reading.mention(found.candidate(), found.negated()))))
                .toList();
        return new Extraction(
                EntityList.of(filed, asked), intents.classify(reading.source(), reading.marked()), reading);
    }
}
