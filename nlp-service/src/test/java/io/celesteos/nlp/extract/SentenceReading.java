package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.corpus.AnnotatedSentence;
import io.celesteos.nlp.corpus.Annotation;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.text.Span;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An annotated sentence and what the service reads in it, without a yacht. */
record SentenceReading(AnnotatedSentence sentence, Map<EntityKind, List<Mention>> mentions, Intent intent) {

    static SentenceReading of(AnnotatedSentence sentence, ExtractionPipeline pipeline) {
        Extraction extraction =
                pipeline.extract(sentence.text(), null, Readings.REFERENCE, EnumSet.allOf(EntityKind.class));
        Map<EntityKind, List<Mention>> mentions = new EnumMap<>(EntityKind.class);
        for (EntityKind kind : EntityKind.values()) {
            mentions.put(kind, mentions(extraction.entities(), kind));
        }
        return new SentenceReading(sentence, mentions, extraction.intent());
    }

    static List<Mention> mentions(Entities entities, EntityKind kind) {
        @Nullable
        List<? extends Entity> of = switch (kind) {
            case EQUIPMENT -> entities.equipment();
            case FAULT_CODES -> entities.faultCodes();
            case PARTS -> entities.parts();
            case LOCATIONS -> entities.locations();
            case DATES -> entities.dates();
            case MEASUREMENTS -> entities.measurements();
            case MANUFACTURERS -> entities.manufacturers();
            case MODELS -> entities.models();
            case SYMPTOMS -> entities.symptoms();
            case ACTIONS -> entities.actions();
            case IDENTIFIERS -> entities.identifiers();
            default -> List.of();
        };
        return of == null ? List.of() : of.stream().map(Entity::mention).toList();
    }

    /** Annotated and not found. */
    List<Annotation> missed(EntityKind kind) {
        Set<Span> found = mentions.get(kind).stream().map(SentenceReading::span).collect(Collectors.toSet());
        return annotated(kind).stream()
                .filter(annotation -> !found.contains(annotation.span()))
                .toList();
    }

    /** Found and not annotated. */
    List<Mention> wrong(EntityKind kind) {
        Set<Span> annotated = annotated(kind).stream().map(Annotation::span).collect(Collectors.toSet());
        return mentions.get(kind).stream()
                .filter(mention -> !annotated.contains(span(mention)))
                .toList();
    }

    SpanScore addTo(SpanScore score, EntityKind kind) {
        int wrong = wrong(kind).size();
        return score.plus(mentions.get(kind).size() - wrong, wrong, missed(kind).size());
    }

    /** Spans that are right and denied, or not, other than annotated. */
    List<Mention> wronglyDenied() {
        Set<String> annotated = sentence.annotations().stream()
                .map(annotation -> annotation.kind() + " " + annotation.span() + annotation.negated())
                .collect(Collectors.toSet());
        return mentions.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(mention ->
                                annotated.contains(entry.getKey() + " " + span(mention) + !mention.negated())))
                .toList();
    }

    boolean primaryIsRight() {
        return intent.primary().equals(sentence.primary());
    }

    SpanScore addSecondary(SpanScore score) {
        Set<String> wanted = new HashSet<>(sentence.secondary());
        Set<String> right = new TreeSet<>(intent.secondary());
        right.retainAll(wanted);
        return score.plus(right.size(), intent.secondary().size() - right.size(), wanted.size() - right.size());
    }

    private List<Annotation> annotated(EntityKind kind) {
        return sentence.annotations().stream()
                .filter(annotation -> annotation.kind() == kind)
                .toList();
    }

    private static Span span(Mention mention) {
        return new Span(mention.start(), mention.end());
    }
}
