package io.celesteos.gateway.fallback.extraction;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.ExtractResponse;
import io.celesteos.contracts.nlp.Intent;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.gateway.fallback.ExtractionFallback;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets a language model read the text. Thread-safe. */
final class LlmExtraction implements ExtractionFallback {

    private static final Logger log = LoggerFactory.getLogger(LlmExtraction.class);
    private static final int MOST_SECONDARY = 3;

    private final ChatCompletions model;
    private final LlmExtractionProperties properties;
    private final Clock clock;
    private final JsonMapper json;
    private final KnownWords known = KnownWords.load();
    private final JsonNode schema;
    private final Semaphore places;
    private final Counter kept;
    private final Counter dropped;

    LlmExtraction(
            ChatCompletions model,
            LlmExtractionProperties properties,
            Clock clock,
            JsonMapper json,
            MeterRegistry meters) {
        this.model = model;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
        this.schema = ExtractionSchema.of(known, json);
        this.places = new Semaphore(properties.maxConcurrent());
        this.kept = counter(meters, "kept");
        this.dropped = counter(meters, "dropped");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("gateway.llm.extraction.entities")
                .description("Entities that a language model named, by whether they stand in the text")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public Outcome<ExtractResponse> extractInstead(ExtractRequest request) {
        RequestContext context = RequestContext.current();
        Duration limit = context.deadline().atMost(properties.timeout());
        boolean worthAsking = properties.configured()
                && request.text().length() <= properties.maxCharacters()
                && limit.toMillis() > 0;
        if (!worthAsking || !places.tryAcquire()) {
            return Outcome.unavailable(Degradation.NLP_UNAVAILABLE);
        }
        try {
            return context.timings().time("llm", () -> read(request, limit));
        } catch (IOException silent) {
            log.warn("No entities by a language model [{}]: {}", context.requestId(), silent.getMessage());
        } catch (Exception broken) {
            log.warn("No entities by a language model [{}]", context.requestId(), broken);
        } finally {
            places.release();
        }
        return Outcome.unavailable(Degradation.NLP_UNAVAILABLE);
    }

    private Outcome<ExtractResponse> read(ExtractRequest request, Duration limit) throws IOException {
        long start = System.nanoTime();
        JsonNode said = model.ask(
                ExtractionPrompt.INSTRUCTIONS,
                ExtractionPrompt.data(
                        request.text(),
                        Objects.requireNonNullElseGet(request.referenceTime(), clock::instant),
                        Objects.requireNonNullElse(request.timeZone(), ZoneOffset.UTC),
                        json),
                schema,
                limit);
        Set<EntityKind> asked = Objects.requireNonNullElseGet(request.extract(), EntityKind::byDefault);
        Entities entities = new GroundedEntities(request.text(), known)
                .read(said.path("entities"), asked, whole -> (whole ? kept : dropped).increment());
        // The yacht's own names are not sent to a third party, so that none of them is recognised.
        List<Degradation> degraded = request.yachtId() == null
                ? List.of(Degradation.NLP_FALLBACK)
                : List.of(Degradation.NLP_FALLBACK, Degradation.YACHT_CONTEXT_UNAVAILABLE);
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Outcome.Degraded<>(new ExtractResponse(entities, intent(said), millis, degraded), degraded);
    }

    private Intent intent(JsonNode said) {
        String primary = said.path("primary_intent").asString("");
        List<String> secondary = said.path("secondary_intents")
                .valueStream()
                .map(name -> name.asString(""))
                .filter(name -> known.intents().contains(name) && !name.equals(primary))
                .distinct()
                .limit(MOST_SECONDARY)
                .toList();
        return known.intents().contains(primary)
                ? new Intent(primary, secondary, GroundedEntities.CONFIDENCE, null)
                : Intent.search();
    }
}
