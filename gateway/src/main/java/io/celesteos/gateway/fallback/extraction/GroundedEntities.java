package io.celesteos.gateway.fallback.extraction;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.contracts.nlp.Mention;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From a model's claims to entities: what is of a kind that was asked for and stands in the text. For one text. */
final class GroundedEntities {

    /** A model tells no probability that means anything: below all rules of the nlp-service, above nothing. */
    static final double CONFIDENCE = 0.5;

    private static final String RULE = "llm";
    private static final Pattern SPN = Pattern.compile("(?i)\\bSPN[\\s:#-]{0,3}(\\d{1,7})");
    private static final Pattern FMI = Pattern.compile("(?i)\\bFMI[\\s:#-]{0,3}(\\d{1,2})");
    private static final int MOST = 100;

    private final List<Entity.Equipment> equipment = new ArrayList<>();
    private final List<Entity.FaultCode> faultCodes = new ArrayList<>();
    private final List<Entity.Part> parts = new ArrayList<>();
    private final List<Entity.Location> locations = new ArrayList<>();
    private final List<Entity.Date> dates = new ArrayList<>();
    private final List<Entity.Term> manufacturers = new ArrayList<>();
    private final List<Entity.Term> models = new ArrayList<>();
    private final List<Entity.Term> symptoms = new ArrayList<>();
    private final List<Entity.Term> actions = new ArrayList<>();
    private final List<Entity.Term> identifiers = new ArrayList<>();

    private final Grounding grounding;
    private final KnownWords known;

    GroundedEntities(String text, KnownWords known) {
        this.grounding = new Grounding(text);
        this.known = known;
    }

    /** @param counted told of each claim whether it was kept */
    Entities read(JsonNode claims, Set<EntityKind> asked, Consumer<Boolean> counted) {
        claims.valueStream().limit(MOST).forEach(claim -> counted.accept(keep(claim)));
        return new Entities(
                asked(asked, EntityKind.EQUIPMENT, equipment),
                asked(asked, EntityKind.FAULT_CODES, faultCodes),
                asked(asked, EntityKind.PARTS, parts),
                asked(asked, EntityKind.LOCATIONS, locations),
                asked(asked, EntityKind.DATES, dates),
                asked(asked, EntityKind.MEASUREMENTS, List.of()),
                asked(asked, EntityKind.MANUFACTURERS, manufacturers),
                asked(asked, EntityKind.MODELS, models),
                asked(asked, EntityKind.SYMPTOMS, symptoms),
                asked(asked, EntityKind.ACTIONS, actions),
                asked(asked, EntityKind.IDENTIFIERS, identifiers),
                asked(asked, EntityKind.MENTIONS, List.of()));
    }

    private static <T> @Nullable List<T> asked(Set<EntityKind> asked, EntityKind kind, List<T> found) {
        return asked.contains(kind) ? List.copyOf(found) : null;
    }

    private boolean keep(JsonNode claim) {
        String kind = claim.path("kind").asString("");
        return grounding
                .find(kind, claim.path("text").asString(""))
                .filter(place -> keep(kind, claim, mention(place, claim)))
                .isPresent();
    }

    private static Mention mention(Grounding.Place place, JsonNode claim) {
        String canonical = claim.path("canonical").asString("").strip();
        return new Mention(
                place.text(),
                place.start(),
                place.end(),
                (canonical.isEmpty() ? place.text() : canonical).toLowerCase(Locale.ROOT),
                CONFIDENCE,
                EntitySource.MODEL,
                claim.path("negated").asBoolean(false),
                RULE);
    }

    private boolean keep(String kind, JsonNode claim, Mention mention) {
        return switch (kind) {
            case "equipment" -> equipment(claim, mention);
            case "fault_codes" -> faultCodes.add(faultCode(mention));
            case "parts" -> parts.add(new Entity.Part(mention, mention.text(), null, null, false, null));
            case "locations" -> locations.add(new Entity.Location(mention, null));
            case "dates" -> date(claim, mention);
            case "manufacturers" -> manufacturers.add(new Entity.Term(mention, null));
            case "models" -> models.add(new Entity.Term(mention, null));
            case "symptoms" -> symptoms.add(new Entity.Term(mention, null));
            case "actions" -> actions.add(new Entity.Term(mention, null));
            case "identifiers" -> identifiers.add(new Entity.Term(mention, null));
            default -> false;
        };
    }

    private boolean equipment(JsonNode claim, Mention mention) {
        String type = claim.path("equipment_type").asString("");
        return known.equipmentTypes().contains(type)
                && equipment.add(new Entity.Equipment(mention, type, null, null, null, null));
    }

    /** The numbers are read from the text, not from the claim; no table has been asked, so that none is known. */
    private static Entity.FaultCode faultCode(Mention mention) {
        Integer spn = number(SPN.matcher(mention.text()));
        Integer fmi = number(FMI.matcher(mention.text()));
        return new Entity.FaultCode(
                mention,
                spn == null ? "UNKNOWN" : "J1939",
                spn == null ? mention.text() : null,
                spn,
                fmi,
                null,
                false,
                null,
                null);
    }

    private static @Nullable Integer number(Matcher matcher) {
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private boolean date(JsonNode claim, Mention mention) {
        try {
            String day = LocalDate.parse(claim.path("date").asString("")).toString();
            return dates.add(new Entity.Date(mention, "day", day, null, null, null, null));
        } catch (DateTimeException noDay) {
            return false;
        }
    }
}
