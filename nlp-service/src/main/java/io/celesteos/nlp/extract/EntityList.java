package io.celesteos.nlp.extract;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts entities into the wire form: one list a kind that was asked for, in the order of the text. */
final class EntityList {

    private EntityList() {}

    /** An entity and the key it goes under. */
    record Filed(EntityKind kind, Entity entity) {}

    static Entities of(List<Filed> filed, Set<EntityKind> asked) {
        return new Entities(
                only(filed, asked, EntityKind.EQUIPMENT, Entity.Equipment.class),
                only(filed, asked, EntityKind.FAULT_CODES, Entity.FaultCode.class),
                only(filed, asked, EntityKind.PARTS, Entity.Part.class),
                only(filed, asked, EntityKind.LOCATIONS, Entity.Location.class),
                only(filed, asked, EntityKind.DATES, Entity.Date.class),
                only(filed, asked, EntityKind.MEASUREMENTS, Entity.Measurement.class),
                only(filed, asked, EntityKind.MANUFACTURERS, Entity.Term.class),
                only(filed, asked, EntityKind.MODELS, Entity.Term.class),
                only(filed, asked, EntityKind.SYMPTOMS, Entity.Term.class),
                only(filed, asked, EntityKind.ACTIONS, Entity.Term.class),
                only(filed, asked, EntityKind.IDENTIFIERS, Entity.Term.class));
    }

    private static <E extends Entity> @Nullable List<E> only(
            List<Filed> filed, Set<EntityKind> asked, EntityKind kind, Class<E> type) {
        return asked.contains(kind)
                ? filed.stream()
                        .filter(one -> one.kind() == kind)
                        .map(one -> type.cast(one.entity()))
                        .toList()
                : null;
    }
}
