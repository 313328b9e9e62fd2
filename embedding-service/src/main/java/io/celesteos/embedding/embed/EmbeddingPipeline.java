package io.celesteos.embedding.embed;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.request.StageTimings;
import io.celesteos.embedding.cache.EmbeddedText;
import io.celesteos.embedding.cache.EmbeddingCache;
import io.celesteos.embedding.cache.EmbeddingCacheKey;
import io.celesteos.embedding.caller.Call;
import io.celesteos.embedding.caller.Urgency;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.L2Normalization;
import io.celesteos.embedding.inference.NotFiniteException;
import io.celesteos.embedding.inference.Pooling;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.ModelCatalog;
import io.celesteos.embedding.schedule.EncodeJob;
import io.celesteos.embedding.schedule.EncodeScheduler;
import io.celesteos.embedding.tokenize.TokenizedText;
import io.celesteos.embedding.tokenize.WellFormedText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Texts to vectors: look up, tokenise what is not known, compute it, remember it. The same text gives the same
 * vector bit for bit, whatever it was asked with and wherever it came from. Thread-safe.
 */
@Component
public final class EmbeddingPipeline {

    /** As many as a search asks at once (its query and a few rewordings), not an import. */
    private static final int FEW_QUERIES = 8;

    private final ModelCatalog catalog;
    private final EmbeddingCache cache;
    private final EncodeScheduler scheduler;
    private final SharedWork shared = new SharedWork();

    EmbeddingPipeline(ModelCatalog catalog, EmbeddingCache cache, EncodeScheduler scheduler) {
        this.catalog = catalog;
        this.cache = cache;
        this.scheduler = scheduler;
    }

    /**
     * @throws ProblemException 413 for more than {@value EmbedRequest#MAX_TEXTS} texts, 404 for an unknown
     *     model, 400 for text that is no Unicode, too long and not to be cut, or without a finite vector, 429 when
     *     the queue is full, 503 while the model is loading or the service stops, 504 when the deadline passes
     */
    public EmbedOutcome embed(EmbedCommand command) {
        refuseTooMany(command);
        WellFormedText.require(command.field(), command.texts());
        LoadedModel model = catalog.require(command.model());
        Call.current().uses(model.name());

        Map<EmbeddingCacheKey, String> prompted = new HashMap<>();
        List<EmbeddingCacheKey> keys = keys(command, model, prompted);
        Map<EmbeddingCacheKey, EmbeddedText> known = lookUp(keys);
        int cached = (int) keys.stream().filter(known::containsKey).count();

        Map<EmbeddingCacheKey, TokenizedText> missing = tokenize(keys, known, prompted, model);
        if (!command.truncate()) {
            refuseCut(command, model, keys, known, missing);
        }
        known.putAll(compute(command, model, keys, missing));
        return new EmbedOutcome(
                keys.stream().map(known::get).toList(),
                model.name(),
                model.artifact().dimensions(),
                cached);
    }

    private static void refuseTooMany(EmbedCommand command) {
        if (command.texts().size() > EmbedRequest.MAX_TEXTS) {
            throw ProblemException.of(
                    ProblemType.TOO_MANY_TEXTS,
                    "%s has %d texts; send at most %d in one request."
                            .formatted(command.field(), command.texts().size(), EmbedRequest.MAX_TEXTS));
        }
    }

    private static List<EmbeddingCacheKey> keys(
            EmbedCommand command, LoadedModel model, Map<EmbeddingCacheKey, String> prompted) {
        return command.texts().stream()
                .map(text -> {
                    InputType role = command.role();
                    String asRead =
                            role == null ? text : model.artifact().prompts().apply(role, text);
                    EmbeddingCacheKey key = EmbeddingCacheKey.of(model.artifact(), command.normalize(), asRead);
                    prompted.put(key, asRead);
                    return key;
                })
                .toList();
    }

    private Map<EmbeddingCacheKey, EmbeddedText> lookUp(List<EmbeddingCacheKey> keys) {
        long start = System.nanoTime();
        Map<EmbeddingCacheKey, EmbeddedText> known = new HashMap<>(cache.get(new LinkedHashSet<>(keys)));
        timings().add("cache", System.nanoTime() - start);
        return known;
    }

    private Map<EmbeddingCacheKey, TokenizedText> tokenize(
            List<EmbeddingCacheKey> keys,
            Map<EmbeddingCacheKey, EmbeddedText> known,
            Map<EmbeddingCacheKey, String> prompted,
            LoadedModel model) {
        Map<EmbeddingCacheKey, TokenizedText> missing = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (EmbeddingCacheKey key : keys) {
            String text = prompted.get(key);
            if (text == null || known.containsKey(key) || missing.containsKey(key)) {
                continue;
            }
            if (missing.isEmpty()) {
                scheduler.refuseWhenFull();
            }
            missing.put(key, model.tokenizer().tokenize(text));
        }
        timings().add("tokenize", System.nanoTime() - start);
        return missing;
    }

    private static void refuseCut(
            EmbedCommand command,
            LoadedModel model,
            List<EmbeddingCacheKey> keys,
            Map<EmbeddingCacheKey, EmbeddedText> known,
            Map<EmbeddingCacheKey, TokenizedText> missing) {
        for (int i = 0; i < keys.size(); i++) {
            EmbeddedText before = known.get(keys.get(i));
            TokenizedText now = missing.get(keys.get(i));
            if ((before != null && before.truncated()) || (now != null && now.truncated())) {
                throw ProblemException.invalidField(
                        command.field() + "[" + i + "]",
                        "is longer than the " + model.artifact().maxTokens() + " tokens " + model.name()
                                + " reads; shorten it or set truncate to true");
            }
        }
    }

    private Map<EmbeddingCacheKey, EmbeddedText> compute(
            EmbedCommand command,
            LoadedModel model,
            List<EmbeddingCacheKey> keys,
            Map<EmbeddingCacheKey, TokenizedText> missing) {
        if (missing.size() == 1 && Call.current().urgency(Urgency.LIVE) == Urgency.LIVE) {
            EmbeddingCacheKey key = missing.keySet().iterator().next();
            return Map.of(
                    key,
                    shared.get(
                            key,
                            () -> run(command, model, keys, missing)
                                    .values()
                                    .iterator()
                                    .next()));
        }
        return missing.isEmpty() ? Map.of() : run(command, model, keys, missing);
    }

    private Map<EmbeddingCacheKey, EmbeddedText> run(
            EmbedCommand command,
            LoadedModel model,
            List<EmbeddingCacheKey> keys,
            Map<EmbeddingCacheKey, TokenizedText> missing) {
        boolean live = missing.size() == 1 || (command.role() == InputType.QUERY && missing.size() <= FEW_QUERIES);
        EncodeJob<float[]> job = new EncodeJob<>(
                model,
                List.copyOf(missing.values()),
                vector(model.artifact().pooling(), command.normalize()),
                RequestContext.current().deadline(),
                live ? Urgency.LIVE : Urgency.BULK);
        try {
            scheduler.run(job, RequestContext.current().deadline().remaining());
        } catch (ProblemException refused) {
            throw naming(refused, job, command, keys, List.copyOf(missing.keySet()));
        } finally {
            job.report(timings());
        }

        Map<EmbeddingCacheKey, EmbeddedText> computed = new LinkedHashMap<>();
        var vectors = job.results().iterator();
        missing.forEach((key, text) -> {
            float[] vector = vectors.next();
            if (vector != null) {
                computed.put(key, new EmbeddedText(vector, text.length(), text.truncated()));
            }
        });
        cache.put(computed);
        return computed;
    }

    /** A text the model has no finite vector for is the caller's to change, so it is told which one. */
    private static ProblemException naming(
            ProblemException refused,
            EncodeJob<?> job,
            EmbedCommand command,
            List<EmbeddingCacheKey> keys,
            List<EmbeddingCacheKey> computed) {
        OptionalInt failed = job.failedText();
        if (refused.type() != ProblemType.INVALID_REQUEST || failed.isEmpty()) {
            return refused;
        }
        int position = keys.indexOf(computed.get(failed.getAsInt()));
        return ProblemException.invalidField(
                command.field() + "[" + position + "]",
                "has no finite vector in " + job.modelName() + "; change it or leave it out");
    }

    private static Function<HiddenStates, float[]> vector(Pooling pooling, boolean normalize) {
        return states -> {
            float[] pooled = pooling.pool(states);
            float[] vector = normalize ? L2Normalization.normalize(pooled) : pooled;
            for (float component : vector) {
                if (!Float.isFinite(component)) {
                    throw new NotFiniteException();
                }
            }
            return vector;
        };
    }

    private static StageTimings timings() {
        return RequestContext.current().timings();
    }
}
