package io.celesteos.nlp.yacht;

import java.util.List;

/** A zone of the yacht's general arrangement. */
public record YachtZone(String code, String name, List<String> aliases) {

    public YachtZone {
        aliases = List.copyOf(aliases);
    }
}
