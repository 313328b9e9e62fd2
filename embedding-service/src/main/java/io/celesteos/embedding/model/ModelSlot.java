package io.celesteos.embedding.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model's place in the catalog. Changed under the catalog's lock, read by anyone. */
final class ModelSlot {

    private final String name;
    private final boolean required;
    private volatile @Nullable ModelArtifact artifact;
    private volatile ModelState state;

    /**
     * @param artifact null where its folder could not be understood
     * @param required the settings ask for it at start
     */
    ModelSlot(String name, @Nullable ModelArtifact artifact, boolean required, ModelState state) {
        this.name = name;
        this.artifact = artifact;
        this.required = required;
        this.state = state;
    }

    String name() {
        return name;
    }

    boolean required() {
        return required;
    }

    @Nullable
    ModelArtifact artifact() {
        return artifact;
    }

    List<String> aliases() {
        ModelArtifact known = artifact;
        return known == null ? List.of() : known.aliases();
    }

    boolean bundled() {
        ModelArtifact known = artifact;
        return known != null && known.details().origin().equals(ModelDetails.BUNDLED);
    }

    boolean is(ModelTask task) {
        ModelArtifact known = artifact;
        return known != null && known.task() == task;
    }

    ModelState state() {
        return state;
    }

    void become(ModelState next) {
        state = next;
    }

    void become(LoadedModel model) {
        artifact = model.artifact();
        state = new ModelState.Ready(model);
    }

    /** Whether memory is held for it, or about to be. */
    boolean inUse() {
        return switch (state) {
            case ModelState.Loading(), ModelState.Unloading() -> true;
            case ModelState.Ready ignored -> true;
            case ModelState.Available() -> false;
            case ModelState.Failed ignored -> false;
        };
    }

    String shown() {
        List<String> others = aliases();
        return others.isEmpty() ? name : name + " (" + others.getFirst() + ")";
    }
}
