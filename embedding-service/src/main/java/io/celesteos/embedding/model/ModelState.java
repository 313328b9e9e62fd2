package io.celesteos.embedding.model;

/** How far a model has come. */
sealed interface ModelState {

    /** Its files are here; nobody asked for it. */
    record Available() implements ModelState {}

    record Loading() implements ModelState {}

    record Ready(LoadedModel model) implements ModelState {}

    /** Takes no new work; what it has is being finished. */
    record Unloading() implements ModelState {}

    /** It will not come by itself; {@code reason} is one sentence for the operator. */
    record Failed(String reason) implements ModelState {}

    default String word() {
        return switch (this) {
            case Available() -> "available";
            case Loading() -> "loading";
            case Ready ignored -> "ready";
            case Unloading() -> "unloading";
            case Failed ignored -> "failed";
        };
    }
}
