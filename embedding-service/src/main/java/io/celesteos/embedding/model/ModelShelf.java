package io.celesteos.embedding.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every model's place, found by name or alias in any case: the bundled ones first, then the folder's. A name
 * beats an alias, and who came first beats who came later. Read by anyone, changed under the catalog's lock.
 */
final class ModelShelf {

    private static final String NAME_TAKEN = "has the name of a bundled model; give its folder another";

    private final ModelFolder folder;
    private final List<String> required;
    private volatile Map<String, ModelSlot> slots = Map.of();
    private volatile Map<String, ModelSlot> byName = Map.of();

    /** @param load names or aliases of those that the settings ask for: they count as being loaded at once */
    ModelShelf(List<ModelArtifact> bundled, ModelFolder folder, List<String> load) {
        this.folder = folder;
        this.required = load.stream().map(ModelShelf::key).toList();
        Map<String, ModelSlot> first = new LinkedHashMap<>();
        bundled.forEach(artifact -> first.put(key(artifact.name()), slot(artifact)));
        publish(first);
        put(look());
        slots().stream()
                .filter(ModelSlot::required)
                .filter(slot -> slot.artifact() != null)
                .forEach(slot -> slot.become(new ModelState.Loading()));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Its place as it is where nothing of it has changed, so that a failed one keeps its reason. */
    private ModelSlot known(ModelArtifact artifact) {
        ModelSlot before = slots.get(key(artifact.name()));
        return before != null && artifact.equals(before.artifact()) ? before : slot(artifact);
    }

    private ModelSlot slot(ModelArtifact artifact) {
        boolean wanted = required.contains(key(artifact.name()))
                || artifact.aliases().stream().map(ModelShelf::key).anyMatch(required::contains);
        return new ModelSlot(artifact.name(), artifact, wanted, new ModelState.Available());
    }

    private ModelSlot broken(String name, String reason) {
        return new ModelSlot(name, null, required.contains(key(name)), new ModelState.Failed(reason));
    }

    Collection<ModelSlot> slots() {
        return slots.values();
    }

    Optional<ModelSlot> find(String nameOrAlias) {
        return Optional.ofNullable(byName.get(key(nameOrAlias)));
    }

    /** For messages: {@code alpha (a), beta}. */
    String names(Predicate<ModelSlot> which) {
        return slots().stream().filter(which).map(ModelSlot::shown).collect(Collectors.joining(", "));
    }

    /** What is in the folder now; takes as long as the disk does. */
    ModelFolder.Content look() {
        return folder.read();
    }

    /**
     * Makes that the models there are. What is loaded stays as it was loaded, even when its folder has changed. Not
     * to be called while a model's state changes: a place that is taken out of the shelf would be lost with it.
     */
    void put(ModelFolder.Content content) {
        Map<String, ModelSlot> next = new LinkedHashMap<>();
        slots.forEach((key, slot) -> {
            if (slot.inUse() || slot.bundled()) {
                next.put(key, slot);
            }
        });
        content.usable().forEach(artifact -> add(next, known(artifact)));
        content.broken().forEach((name, reason) -> add(next, broken(name, reason)));
        publish(next);
    }

    private static void add(Map<String, ModelSlot> next, ModelSlot found) {
        ModelSlot taken = next.putIfAbsent(key(found.name()), found);
        if (taken != null && taken.bundled()) {
            // A slash is in no model's name, so this one can be listed and never asked for.
            next.put(
                    "folder/" + key(found.name()),
                    new ModelSlot(found.name(), null, false, new ModelState.Failed(NAME_TAKEN)));
        }
    }

    private void publish(Map<String, ModelSlot> next) {
        Map<String, ModelSlot> names = new LinkedHashMap<>(next);
        next.values().forEach(slot -> slot.aliases().forEach(alias -> names.putIfAbsent(key(alias), slot)));
        slots = next;
        byName = names;
    }
}
