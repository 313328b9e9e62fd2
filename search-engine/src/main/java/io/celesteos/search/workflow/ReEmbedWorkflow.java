package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.backfill.EmbeddingBackfill;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.vector.EmbeddingModels;
import io.celesteos.search.vector.EmbeddingSpaces;
import io.celesteos.search.vector.SpaceMoves;
import io.celesteos.search.vector.SpaceMoves.Filled;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moves one yacht into another embedding space. The yacht's wish is put down; the backfill, which looks at wishes
 * anyway, fills the space and switches when no chunk lacks a vector. Searches go on in the old space until then, and
 * its vectors are deleted only when every instance has had time to follow.
 */
@Component
final class ReEmbedWorkflow implements Workflow {

    static final String PREPARE = "prepare";
    static final String FILL = "fill";
    static final String CLEAR = "clear";

    /** The most that Lucene indexes. */
    private static final int MOST_DIMENSIONS = 1_024;

    private static final String SPACE = "[a-z0-9][a-z0-9.-]{0,39}";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SpaceMoves moves;
    private final EmbeddingSpaces spaces;
    private final EmbeddingModels models;
    private final EmbeddingBackfill backfill;
    private final WorkflowProperties properties;
    private final InputReader reader;
    private final Clock clock;

    ReEmbedWorkflow(
            SpaceMoves moves,
            EmbeddingSpaces spaces,
            EmbeddingModels models,
            EmbeddingBackfill backfill,
            WorkflowProperties properties,
            InputReader reader,
            Clock clock) {
        this.moves = moves;
        this.spaces = spaces;
        this.models = models;
        this.backfill = backfill;
        this.properties = properties;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What to embed with.
     *
     * @param model of the embedding-service; null for the fleet's, whatever it will be
     * @param space to store the vectors under; null for the one that holds this model's already, else the model's name
     */
    record Input(
            @Nullable @Size(min = 1, max = 200) String model,

            @Nullable @Pattern(regexp = SPACE, message = "must be 1 to 40 lower-case letters, digits, . and -")
            String space) {}

    @Override
    public String name() {
        return "re-embed";
    }

    @Override
    public String summary() {
        return "Moves the yacht into another embedding space while it is searched in the old one.";
    }

    @Override
    public Map<String, String> input() {
        return Map.of(
                "model", "of the embedding-service; left out: the fleet's",
                "space", "name of the space; left out: the one that holds the model's vectors, else its name");
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {
        reader.read(input, Input.class);
    }

    @Override
    public List<Step> steps(JsonNode input) {
        return List.of(step(PREPARE, this::prepare), step(FILL, this::fill), step(CLEAR, this::clear));
    }

    private static Step step(String name, Function<StepContext, StepOutcome> work) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public StepOutcome run(StepContext context) {
                return work.apply(context);
            }
        };
    }

    private StepOutcome prepare(StepContext context) {
        YachtId yacht = context.yacht();
        EmbeddingSpace fleet = moves.fleet(yacht);
        EmbeddingSpace target = target(yacht, context.input(Input.class), fleet);
        if (context.state().isMissingNode()) {
            // Before anything changes: what it must be put back to.
            ObjectNode before = context.object();
            before.put("from", spaces.serving(yacht).name());
            before.put("to", target.name());
            before.put("wish", moves.wish(yacht).orElse(""));
            context.remember(before);
        }
        JsonNode before = context.state();
        if (target.equals(fleet)) {
            moves.follow(yacht);
        } else if (!moves.want(yacht, target)) {
            throw new StepFailure(
                    "space_taken", "Space " + target.name() + " holds vectors of another model; name another.");
        }
        backfill.wake(yacht);
        ObjectNode result = context.object();
        result.put("from", before.path("from").asString());
        result.put("to", target.name());
        result.put("model", target.model());
        result.put("dimensions", target.dimensions());
        return new Done(result);
    }

    private EmbeddingSpace target(YachtId yacht, Input input, EmbeddingSpace fleet) {
        if (input.model() == null) {
            return fleet;
        }
        EmbeddingSpace own = models.spaceOf(input.model());
        if (own.dimensions() > MOST_DIMENSIONS) {
            throw new StepFailure(
                    "too_many_dimensions",
                    own.model() + " makes vectors of " + own.dimensions() + "; at most " + MOST_DIMENSIONS
                            + " can be indexed.");
        }
        String name = input.space();
        if (name == null) {
            Optional<EmbeddingSpace> known = moves.known(yacht, own.model(), own.dimensions());
            if (known.isPresent()) {
                return known.get();
            }
            name = own.name();
        }
        if (!name.matches(SPACE)) {
            throw new StepFailure("space_needed", "The model's name cannot name a space; give input.space.");
        }
        return new EmbeddingSpace(name, own.model(), own.dimensions());
    }

    private StepOutcome fill(StepContext context) {
        YachtId yacht = context.yacht();
        JsonNode plan = context.result(PREPARE);
        EmbeddingSpace to = space(plan);
        Filled filled = moves.filled(yacht, to);
        if (context.state().isMissingNode()) {
            context.remember(Map.of("since", clock.instant().toString(), "filled", filled.vectors()));
        }
        Instant since = Instant.parse(context.state().path("since").asString());
        double seconds = Duration.between(since, clock.instant()).toMillis() / 1000.0;
        StepProgress progress = StepProgress.measured(
                filled.vectors(), context.state().path("filled").asLong(0), filled.chunks(), "chunks", seconds);
        if (spaces.serving(yacht).equals(to)) {
            context.progress(progress);
            return new Done(context.tree(Map.of(
                    "space", to.name(),
                    "chunks", filled.chunks(),
                    "embedded", filled.vectors(),
                    "switched_at", clock.instant().toString())));
        }
        if (!spaces.wanted(yacht).equals(to)) {
            throw new StepFailure("overruled", "The yacht was told to come to another space meanwhile.");
        }
        // A yacht without chunks is in no space: there is nothing to fill, and nothing to search.
        context.progress(
                filled.vectors() > 0 || seconds < properties.longestPause().toSeconds()
                        ? progress
                        : progress.noting("no vectors yet: is the embedding-service there?"));
        backfill.wake(yacht);
        return new Again(LOOK);
    }

    private StepOutcome clear(StepContext context) {
        JsonNode plan = context.result(PREPARE);
        String from = plan.path("from").asString();
        if (from.equals(plan.path("to").asString())) {
            return new Done(context.tree(Map.of("dropped", 0)));
        }
        Instant switched =
                Instant.parse(context.result(FILL).path("switched_at").asString());
        Duration left = Duration.between(clock.instant(), switched.plus(properties.keepOldVectors()));
        if (left.isPositive()) {
            return new Again(left);
        }
        long dropped = context.state().path("dropped").asLong(0);
        for (int some = moves.drop(context.yacht(), from); some > 0; some = moves.drop(context.yacht(), from)) {
            dropped += some;
            context.remember(Map.of("dropped", dropped));
            context.progress(StepProgress.of(dropped, dropped, "vectors"));
        }
        return new Done(context.tree(Map.of("dropped", dropped)));
    }

    /** Before the switch: the old wish again, and nothing left of the space that was being filled. After it: nothing. */
    @Override
    public void undo(StepContext context) {
        JsonNode before = context.state(PREPARE);
        if (before.isMissingNode()) {
            return;
        }
        YachtId yacht = context.yacht();
        String to = before.path("to").asString();
        if (to.equals(before.path("from").asString())
                || spaces.serving(yacht).name().equals(to)) {
            return;
        }
        String wish = before.path("wish").asString("");
        if (wish.isEmpty()) {
            moves.follow(yacht);
        } else {
            moves.want(yacht, wish);
        }
        int some = moves.drop(yacht, to);
        while (some > 0) {
            some = moves.drop(yacht, to);
        }
    }

    private static EmbeddingSpace space(JsonNode plan) {
        return new EmbeddingSpace(
                plan.path("to").asString(),
                plan.path("model").asString(),
                plan.path("dimensions").asInt());
    }

    @Override
    public JsonNode result(StepContext context) {
        ObjectNode result = context.object();
        result.setAll((ObjectNode) context.result(PREPARE));
        result.setAll((ObjectNode) context.result(FILL));
        result.setAll((ObjectNode) context.result(CLEAR));
        return result;
    }
}
