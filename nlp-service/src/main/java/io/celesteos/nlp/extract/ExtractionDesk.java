package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.ExtractBatchRequest;
import io.celesteos.contracts.nlp.ExtractBatchResponse;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.nlp.tagger.MentionTagger;
import io.celesteos.nlp.yacht.YachtContext;
import io.celesteos.nlp.yacht.YachtContexts;
import io.celesteos.nlp.yacht.YachtLookup;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers requests: finds the yacht's words and the moment to read at, runs the pipeline, says what is missing. */
final class ExtractionDesk {

    private final ExtractionPipeline pipeline;
    private final MentionTagger mentions;
    private final YachtContexts yachts;
    private final ExtractionTurns turns;
    private final ExtractProperties properties;
    private final Clock clock;

    ExtractionDesk(
            ExtractionPipeline pipeline,
            MentionTagger mentions,
            YachtContexts yachts,
            ExtractionTurns turns,
            ExtractProperties properties,
            Clock clock) {
        this.pipeline = pipeline;
        this.mentions = mentions;
        this.yachts = yachts;
        this.turns = turns;
        this.properties = properties;
        this.clock = clock;
    }

    ExtractResponse extract(ExtractRequest request) throws Exception {
        var context = RequestContext.current();
        Surroundings surroundings = surroundings(request.yachtId(), context);
        var reading = new Asked(
                asked(request.extract()),
                reference(request.referenceTime(), zone(request.timeZone(), surroundings)),
                Boolean.TRUE.equals(request.debug()));
        return turns.take(() -> read(request.text(), surroundings, reading, context));
    }

    ExtractBatchResponse extract(ExtractBatchRequest request) throws Exception {
        var context = RequestContext.current();
        long start = System.nanoTime();
        Surroundings surroundings = surroundings(request.yachtId(), context);
        var asked = new Asked(
                asked(request.extract()),
                reference(request.referenceTime(), zone(request.timeZone(), surroundings)),
                Boolean.TRUE.equals(request.debug()));
        List<ExtractResponse> results = new ArrayList<>();
        turns.take(() -> {
            for (String text : request.texts()) {
                if (context.deadline().passed()) {
                    throw ProblemException.of(
                            ProblemType.DEADLINE_EXCEEDED,
                            "The deadline passed after " + results.size() + " texts; send fewer at once.");
                }
                results.add(read(text, surroundings, asked, context));
            }
            return results;
        });
        return new ExtractBatchResponse(results, millisSince(start));
    }

    private ExtractResponse read(String text, Surroundings surroundings, Asked asked, RequestContext context)
            throws Exception {
        long start = System.nanoTime();
        Extraction extraction = asked.mentionsAlone()
                ? Extraction.NONE
                : context.timings()
                        .time(
                                "read",
                                () -> pipeline.extract(text, surroundings.yacht(), asked.reference(), asked.kinds()));
        Entities entities = asked.kinds().contains(EntityKind.MENTIONS)
                ? extraction.entities().withMentions(context.timings().time("mentions", () -> mentions.mentions(text)))
                : extraction.entities();
        return new ExtractResponse(
                entities,
                extraction.intent(),
                millisSince(start),
                surroundings.degraded(),
                asked.debug() ? extraction.reading().overruledReadings() : null);
    }

    private ZonedDateTime reference(@Nullable Instant asked, ZoneId zone) {
        return (asked == null ? clock.instant() : asked).atZone(zone);
    }

    private Surroundings surroundings(@Nullable YachtId yacht, RequestContext context) throws Exception {
        if (yacht == null) {
            return new Surroundings(null, List.of());
        }
        return switch (context.timings().time("yacht", () -> yachts.find(yacht))) {
            case YachtLookup.Found found -> new Surroundings(found.context(), List.of());
            case YachtLookup.Unknown unknown -> Surroundings.MISSING;
            case YachtLookup.Unavailable unavailable -> Surroundings.MISSING;
        };
    }

    private ZoneId zone(@Nullable ZoneId asked, Surroundings surroundings) {
        if (asked != null) {
            return asked;
        }
        YachtContext yacht = surroundings.yacht();
        return yacht == null ? properties.timeZone() : yacht.timeZone();
    }

    private static Set<EntityKind> asked(@Nullable Set<EntityKind> asked) {
        if (asked == null) {
            return EntityKind.byDefault();
        }
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        asked.stream().filter(Objects::nonNull).forEach(kinds::add);
        return kinds;
    }

    private static long millisSince(long startNanos) {
        return Math.round((System.nanoTime() - startNanos) / 1e6);
    }

    /** What an answer is to hold, and the moment that its dates are counted from. */
    private record Asked(Set<EntityKind> kinds, ZonedDateTime reference, boolean debug) {

        /** The tagger asks no rule, so none is run: who scores the tagger does not wait for them. */
        boolean mentionsAlone() {
            return !debug && kinds.equals(EnumSet.of(EntityKind.MENTIONS));
        }
    }

    /** The yacht's words if there are any, and what the answer lacks without them. */
    private record Surroundings(@Nullable YachtContext yacht, List<Degradation> degraded) {
        static final Surroundings MISSING = new Surroundings(null, List.of(Degradation.YACHT_CONTEXT_UNAVAILABLE));
    }
}
