package io.celesteos.embedding.model;

import io.celesteos.contracts.embedding.KnownModels;
import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The models by name and alias, bundled and from the folder, and the state each is in. Thread-safe. */
public final class ModelCatalog implements AutoCloseable {

    private static final Duration LOADING_TAKES = Duration.ofSeconds(2);

    private final ModelShelf shelf;
    private final ModelSlot defaultSlot;
    private final ModelInfos infos;
    private final MemoryBudget budget;
    /** Held for a look into the folder, so that no older one overwrites a newer one. */
    private final ReentrantLock looking = new ReentrantLock();

    private volatile boolean settled;

    /**
     * @param bundled models whose files come with the service
     * @param folder of all others
     * @param properties which of them are loaded
     * @throws IllegalArgumentException when the properties name a model that is not there
     */
    ModelCatalog(List<ModelArtifact> bundled, ModelFolder folder, ModelProperties properties, ModelInfos infos) {
        this.shelf = new ModelShelf(bundled, folder, properties.load());
        this.infos = infos;
        this.budget = MemoryBudget.of(properties.memoryBudget());
        properties.load().forEach(name -> named(name, "embedding.models.load"));
        this.defaultSlot = named(properties.defaultModel(), "embedding.models.default-model");
        if (!defaultSlot.required()) {
            throw new IllegalArgumentException("embedding.models.default-model names " + properties.defaultModel()
                    + ", which embedding.models.load does not");
        }
    }

    private ModelSlot named(String name, String property) {
        return shelf.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        property + " names " + name + ", which is not among " + shelf.names(slot -> true)
                                + KnownModels.pinned()
                                        .find(name)
                                        .map(known -> "; fetch it with ./celeste models fetch " + known.name())
                                        .orElse("")));
    }

    /**
     * The embedding model a request asks for.
     *
     * @param nameOrAlias null for the default
     * @throws ProblemException 404 {@code unknown_model} naming the installed ones, 400 when it is a reranker, 503
     *     {@code starting} while it is being loaded or when it could not be
     */
    public LoadedModel require(@Nullable String nameOrAlias) {
        ModelSlot slot = nameOrAlias == null ? defaultSlot : slot(nameOrAlias);
        if (slot.is(ModelTask.RERANKING)) {
            throw ProblemException.invalidField(
                    "model", "is a reranker, which makes no vectors: send " + slot.name() + " to /api/v1/rerank");
        }
        return ready(slot);
    }

    /**
     * The cross-encoder a request asks for; null takes the first that is loaded.
     *
     * @return empty when that name is not a cross-encoder's, or none is loaded: late interaction does it then
     * @throws ProblemException 404 when the one named is not loaded, 503 as {@link #require} does
     */
    public Optional<LoadedModel> reranker(@Nullable String nameOrAlias) {
        if (nameOrAlias != null) {
            return shelf.find(nameOrAlias)
                    .filter(slot -> slot.is(ModelTask.RERANKING))
                    .map(this::ready);
        }
        return shelf.slots().stream()
                .filter(slot -> slot.is(ModelTask.RERANKING))
                .filter(slot -> slot.state() instanceof ModelState.Ready)
                .findFirst()
                .map(this::ready);
    }

    private LoadedModel ready(ModelSlot slot) {
        return switch (slot.state()) {
            case ModelState.Ready(LoadedModel model) -> model;
            case ModelState.Loading() ->
                throw ProblemException.retryLater(
                        ProblemType.STARTING, slot.name() + " is being loaded; try again.", LOADING_TAKES);
            case ModelState.Failed(String reason) ->
                throw ProblemException.retryLater(
                        ProblemType.UPSTREAM_UNAVAILABLE,
                        slot.name() + " could not be loaded: " + reason + ".",
                        Duration.ofMinutes(1));
            case ModelState.Available(), ModelState.Unloading() ->
                throw ProblemException.of(
                        ProblemType.UNKNOWN_MODEL,
                        slot.name() + " is installed but not loaded: POST /api/v1/models/" + slot.name()
                                + "/load loads it. Loaded: " + shelf.names(ModelSlot::inUse) + ".");
        };
    }

    /** @throws ProblemException 404 naming what there is instead */
    ModelSlot slot(String nameOrAlias) {
        return shelf.find(nameOrAlias).orElseThrow(() -> unknown(nameOrAlias));
    }

    private ProblemException unknown(String asked) {
        String shown = asked.length() > 100 ? asked.substring(0, 100) + "…" : asked;
        String have = " Installed: " + shelf.names(slot -> slot.artifact() != null) + ".";
        return ProblemException.of(
                ProblemType.UNKNOWN_MODEL,
                KnownModels.pinned()
                                .find(asked)
                                .map(known -> known.name() + " is known but not installed here: fetch it with"
                                        + " ./celeste models fetch " + known.name() + ".")
                                .orElse("There is no model named " + shown + ".")
                        + have);
    }

    /** Bundled ones first, then the folder's by name. */
    public List<ModelInfo> list() {
        return shelf.slots().stream().map(this::info).toList();
    }

    /** Those that answer requests, or will in a moment. */
    public List<ModelInfo> serving() {
        return shelf.slots().stream()
                .filter(slot -> slot.state() instanceof ModelState.Ready || slot.state() instanceof ModelState.Loading)
                .map(this::info)
                .toList();
    }

    /** @throws ProblemException 404 */
    public ModelInfo info(String nameOrAlias) {
        return info(slot(nameOrAlias));
    }

    private ModelInfo info(ModelSlot slot) {
        return infos.of(slot, slot == defaultSlot);
    }

    /** Looks into the folder again. */
    void refresh() {
        looking.lock();
        try {
            ModelFolder.Content content = shelf.look();
            synchronized (this) {
                shelf.put(content);
            }
        } finally {
            looking.unlock();
        }
    }

    /**
     * Takes the model's memory and marks it as being loaded. Found and marked at once: a refresh in between would
     * put another in its place.
     *
     * @return empty when it is loaded or being loaded already
     * @throws ProblemException 404 for an unknown one, 409 when it cannot be, with the reason
     */
    synchronized Optional<ModelSlot> beginLoading(String nameOrAlias) {
        ModelSlot slot = slot(nameOrAlias);
        return switch (slot.state()) {
            case ModelState.Ready ignored -> Optional.empty();
            case ModelState.Loading() -> Optional.empty();
            case ModelState.Unloading() ->
                throw ProblemException.of(ProblemType.CONFLICT, slot.name() + " is being unloaded; try again.");
            case ModelState.Available() -> Optional.of(take(slot));
            case ModelState.Failed ignored -> Optional.of(take(slot));
        };
    }

    /**
     * Takes the memory of a model that is being loaded since the start; where it does not fit, it has failed.
     *
     * @return whether to go on
     */
    synchronized boolean beginRequired(ModelSlot slot) {
        ModelArtifact artifact = slot.artifact();
        if (artifact == null) {
            return false;
        }
        try {
            budget.take(slot.name(), infos.memoryBytes(artifact));
            return true;
        } catch (ProblemException tooMuch) {
            slot.become(new ModelState.Failed(tooMuch.detail()));
            return false;
        }
    }

    private ModelSlot take(ModelSlot slot) {
        ModelArtifact artifact = slot.artifact();
        if (artifact == null) {
            String reason = slot.state() instanceof ModelState.Failed(String why) ? why : "";
            throw ProblemException.of(ProblemType.CONFLICT, slot.name() + " cannot be loaded: it " + reason + ".");
        }
        budget.take(slot.name(), infos.memoryBytes(artifact));
        slot.become(new ModelState.Loading());
        return slot;
    }

    /**
     * Withdraws the model: whoever asks for it from now on is refused.
     *
     * @return empty when it is not loaded
     * @throws ProblemException 409 for the default model, or while it is being loaded
     */
    synchronized Optional<LoadedModel> beginUnloading(ModelSlot slot) {
        if (slot == defaultSlot) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, slot.name() + " is the default model; requests that name none need it.");
        }
        return switch (slot.state()) {
            case ModelState.Ready(LoadedModel model) -> {
                slot.become(new ModelState.Unloading());
                yield Optional.of(model);
            }
            case ModelState.Loading() ->
                throw ProblemException.of(ProblemType.CONFLICT, slot.name() + " is being loaded; try again.");
            case ModelState.Available(), ModelState.Unloading() -> Optional.empty();
            case ModelState.Failed ignored -> Optional.empty();
        };
    }

    synchronized void ready(ModelSlot slot, LoadedModel model) {
        slot.become(model);
    }

    synchronized void failed(ModelSlot slot, String reason) {
        budget.giveBack(slot.name());
        slot.become(new ModelState.Failed(reason));
    }

    synchronized void unloaded(ModelSlot slot) {
        budget.giveBack(slot.name());
        slot.become(new ModelState.Available());
    }

    /** The start is over: what is loaded from now on is somebody's wish. */
    void settle() {
        settled = true;
    }

    boolean settled() {
        return settled;
    }

    /** Those the settings ask for. */
    List<ModelSlot> required() {
        return shelf.slots().stream().filter(ModelSlot::required).toList();
    }

    ModelState defaultState() {
        return defaultSlot.state();
    }

    @Override
    public void close() {
        shelf.slots().forEach(slot -> {
            if (slot.state() instanceof ModelState.Ready(LoadedModel model)) {
                model.close();
            }
        });
    }
}
