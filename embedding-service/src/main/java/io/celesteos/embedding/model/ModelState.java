package io.celesteos.embedding.model;

/** How far a model has come. */
sealed interface ModelState {

    record Loading() implements ModelState {}

    record Ready(LoadedModel model) implements ModelState {}

    /** It will not come: its files are damaged or the runtime refuses them; the log says why. */
    record Failed() implements ModelState {}

    default String word() {
        return switch (this) {
            case Loading() -> "loading";
            case Ready ignored -> "ready";
            case Failed() -> "failed";
        };
    }
}
