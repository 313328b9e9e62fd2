package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a mention resolves to, one record for each kind. */
public sealed interface Entity {

    Mention mention();

    /** A machine; {@code equipmentId} when it is one on the yacht's own list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Equipment(
            @JsonUnwrapped Mention mention,
            String type,
            @Nullable String side,
            @Nullable Integer number,
            @JsonProperty("equipment_id") @Nullable UUID equipmentId,
            @Nullable String code)
            implements Entity {}

    /**
     * A diagnostic code.
     *
     * @param standard {@code J1939}, {@code MTU}, {@code CAT}, {@code VOLVO_PENTA}, ...
     * @param occurrenceCount how often the control unit has seen it, where the text says so
     * @param known whether a table with a named source has it; a description is given only then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FaultCode(
            @JsonUnwrapped Mention mention,
            String standard,
            @Nullable String code,
            @Nullable Integer spn,
            @Nullable Integer fmi,
            @JsonProperty("occurrence_count") @Nullable Integer occurrenceCount,
            boolean known,
            @Nullable String severity,
            @Nullable String description)
            implements Entity {}

    /**
     * A part number.
     *
     * @param correctedFrom the number as the text has it, where letters and digits that look alike were taken for each
     *     other and the inventory has the number with them put right
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            @JsonUnwrapped Mention mention,
            @JsonProperty("part_number") String partNumber,
            @Nullable String manufacturer,
            @Nullable String name,
            @JsonProperty("in_inventory") boolean inInventory,
            @JsonProperty("corrected_from") @Nullable String correctedFrom)
            implements Entity {}

    /** A place on board; {@code zone} is the code of the yacht's GA zone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Location(
            @JsonUnwrapped Mention mention, @Nullable String zone) implements Entity {}

    /**
     * A point or span of time in the yacht's time zone; one of {@code value} and the pair is set.
     *
     * @param ambiguous true where {@code 03/04/2024} may be the third of April or the fourth of March
     * @param readings both days of an ambiguous date, the likelier one first, which is {@code value} too
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Date(
            @JsonUnwrapped Mention mention,
            String grain,
            @Nullable String value,
            @JsonProperty("start_at") @Nullable String startAt,
            @JsonProperty("end_at") @Nullable String endAt,
            @Nullable Boolean ambiguous,
            @Nullable List<String> readings)
            implements Entity {}

    /** A quantity, as written and in SI units. */
    record Measurement(
            @JsonUnwrapped Mention mention,
            double value,
            String unit,
            @JsonProperty("si_value") double siValue,
            @JsonProperty("si_unit") String siUnit)
            implements Entity {}

    /** A maker, model, symptom, action or identifier: {@code type} says more where there is more to say. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Term(@JsonUnwrapped Mention mention, @Nullable String type) implements Entity {}
}
