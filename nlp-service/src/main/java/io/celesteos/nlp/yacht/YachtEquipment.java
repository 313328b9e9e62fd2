package io.celesteos.nlp.yacht;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A machine on the yacht's own list; {@code side} and {@code number} are null where it has none. */
public record YachtEquipment(
        UUID id,
        String code,
        String name,
        String type,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String side,
        @Nullable Integer number,
        List<String> aliases) {

    public YachtEquipment {
        aliases = List.copyOf(aliases);
    }
}
