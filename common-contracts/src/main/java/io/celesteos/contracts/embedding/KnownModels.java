package io.celesteos.contracts.embedding;

import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** {@code known-models.json}: every model the suite knows, each file with its revision and SHA-256. */
public record KnownModels(List<KnownModel> models) {

    private static final KnownModels PINNED = read();

    public KnownModels {
        models = List.copyOf(models);
    }

    public static KnownModels pinned() {
        return PINNED;
    }

    /** By name or alias, in any case. */
    public Optional<KnownModel> find(String nameOrAlias) {
        String key = key(nameOrAlias);
        return models.stream()
                .filter(model -> key(model.name()).equals(key)
                        || model.aliases().stream().anyMatch(alias -> key(alias).equals(key)))
                .findFirst();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static KnownModels read() {
        try (InputStream json = Objects.requireNonNull(
                KnownModels.class.getResourceAsStream("known-models.json"), "known-models.json")) {
            return JsonStrictness.mapper().readValue(json, KnownModels.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
