package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The installed models by name and alias, and the state each is in. Thread-safe. */
public final class ModelCatalog implements AutoCloseable {

    private static final Duration LOADING_TAKES = Duration.ofSeconds(2);

    private final Map<String, ModelArtifact> byName = new LinkedHashMap<>();
    private final Map<String, ModelState> states = new ConcurrentHashMap<>();
    private final List<ModelArtifact> installed;
    private final ModelArtifact defaultModel;
    private final String engine;

    /**
     * @param available all models whose files are here
     * @param properties which of them are installed
     * @param engine name of what runs them
     * @throws IllegalArgumentException when the properties name a model that is not available
     */
    ModelCatalog(List<ModelArtifact> available, ModelProperties properties, String engine) {
        this.installed = properties.load().stream()
                .map(name -> find(available, name, "embedding.models.load"))
                .distinct()
                .toList();
        this.defaultModel = find(installed, properties.defaultModel(), "embedding.models.default-model");
        this.engine = engine;
        for (ModelArtifact artifact : installed) {
            byName.put(key(artifact.name()), artifact);
            artifact.aliases().forEach(alias -> byName.put(key(alias), artifact));
            states.put(artifact.name(), new ModelState.Loading());
        }
    }

    private static ModelArtifact find(List<ModelArtifact> among, String name, String property) {
        return among.stream()
                .filter(artifact -> key(artifact.name()).equals(key(name))
                        || artifact.aliases().stream()
                                .anyMatch(alias -> key(alias).equals(key(name))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(property + " names " + name + ", which is not among "
                        + among.stream().map(ModelArtifact::name).collect(Collectors.joining(", "))));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The model a request asks for.
     *
     * @param nameOrAlias null for the default
     * @throws ProblemException 404 {@code unknown_model} naming the installed ones, 503 {@code starting} while
     *     it is being loaded or when it could not be
     */
    public LoadedModel require(@Nullable String nameOrAlias) {
        ModelArtifact artifact = nameOrAlias == null ? defaultModel : byName.get(key(nameOrAlias));
        if (artifact == null) {
            throw unknown(nameOrAlias);
        }
        return switch (state(artifact)) {
            case ModelState.Ready(LoadedModel model) -> model;
            case ModelState.Loading() ->
                throw ProblemException.retryLater(
                        ProblemType.STARTING, artifact.name() + " is being loaded; try again.", LOADING_TAKES);
            case ModelState.Failed() ->
                throw ProblemException.retryLater(
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        artifact.name() + " could not be loaded; the service's log says why.",
                        Duration.ofMinutes(1));
        };
    }

    /**
     * The cross-encoder a request asks for; null takes the first that is installed.
     *
     * @return empty when none of that name, or none at all, is installed: late interaction does it then
     * @throws ProblemException 503 as {@link #require} does
     */
    public Optional<LoadedModel> reranker(@Nullable String nameOrAlias) {
        return installed.stream()
                .filter(artifact -> artifact.task() == ModelTask.RERANKING)
                .filter(artifact -> nameOrAlias == null || artifact.equals(byName.get(key(nameOrAlias))))
                .findFirst()
                .map(artifact -> require(artifact.name()));
    }

    /** 404 naming what there is instead. */
    private ProblemException unknown(@Nullable String nameOrAlias) {
        String asked = String.valueOf(nameOrAlias);
        String shown = asked.length() > 100 ? asked.substring(0, 100) + "…" : asked;
        String have = installed.stream()
                .map(artifact -> artifact.name() + " (" + artifact.aliases().getFirst() + ")")
                .collect(Collectors.joining(", "));
        return ProblemException.of(
                ProblemType.UNKNOWN_MODEL,
                BundledModels.knownElsewhere(asked)
                        .map(known -> known + " is known but not installed here: this version runs the models it is"
                                + " built with. Installed: " + have + ".")
                        .orElse("There is no model named " + shown + ". Installed: " + have + "."));
    }

    public List<ModelInfo> list() {
        return installed.stream()
                .map(artifact -> new ModelInfo(
                        artifact.name(),
                        artifact.aliases(),
                        artifact.dimensions(),
                        artifact.maxTokens(),
                        engine,
                        artifact.precision(),
                        state(artifact).word(),
                        artifact.equals(defaultModel)))
                .toList();
    }

    List<ModelArtifact> installed() {
        return installed;
    }

    ModelState defaultState() {
        return state(defaultModel);
    }

    Collection<ModelState> states() {
        return states.values();
    }

    void ready(LoadedModel model) {
        states.put(model.name(), new ModelState.Ready(model));
    }

    void failed(ModelArtifact artifact) {
        states.put(artifact.name(), new ModelState.Failed());
    }

    private ModelState state(ModelArtifact artifact) {
        return states.getOrDefault(artifact.name(), new ModelState.Failed());
    }

    @Override
    public void close() {
        states.values().forEach(state -> {
            if (state instanceof ModelState.Ready(LoadedModel model)) {
                model.close();
            }
        });
    }
}
