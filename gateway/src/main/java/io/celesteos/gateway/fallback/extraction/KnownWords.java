package io.celesteos.gateway.fallback.extraction;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The closed lists of the nlp-service: a model may choose from them and from nothing else.
 *
 * @param intents names of micro-actions
 * @param equipmentTypes what a machine can be
 */
record KnownWords(List<String> intents, List<String> equipmentTypes) {

    KnownWords {
        intents = List.copyOf(intents);
        equipmentTypes = List.copyOf(equipmentTypes);
    }

    static KnownWords load() {
        return new KnownWords(lines("intents.txt"), lines("equipment-types.txt"));
    }

    private static List<String> lines(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownWords.class.getResourceAsStream("/extraction/" + file)),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
