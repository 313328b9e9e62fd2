package io.celesteos.streaming.relay;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.ExtractResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether the nlp-service's reading is worth something on its own, with no result beside it. */
final class Understanding {

    private Understanding() {}

    static boolean saysSomething(ExtractResponse read) {
        Entities found = read.entities();
        return Stream.of(
                        found.equipment(),
                        found.faultCodes(),
                        found.parts(),
                        found.locations(),
                        found.dates(),
                        found.measurements(),
                        found.manufacturers(),
                        found.models(),
                        found.symptoms(),
                        found.actions(),
                        found.identifiers())
                .filter(Objects::nonNull)
                .anyMatch(entities -> !((List<?>) entities).isEmpty());
    }
}
