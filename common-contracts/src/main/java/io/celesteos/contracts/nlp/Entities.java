package io.celesteos.contracts.nlp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entities of one text; a kind that was not asked for is null and left out, else a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entities(
        @Nullable List<Entity.Equipment> equipment,
        @JsonProperty("fault_codes") @Nullable List<Entity.FaultCode> faultCodes,
        @Nullable List<Entity.Part> parts,
        @Nullable List<Entity.Location> locations,
        @Nullable List<Entity.Date> dates,
        @Nullable List<Entity.Measurement> measurements,
        @Nullable List<Entity.Term> manufacturers,
        @Nullable List<Entity.Term> models,
        @Nullable List<Entity.Term> symptoms,
        @Nullable List<Entity.Term> actions,
        @Nullable List<Entity.Term> identifiers,
        @Nullable List<Entity.Term> mentions) {

    /** Without the learned tagger's mentions, as they are unless somebody asks for them. */
    public Entities(
            @Nullable List<Entity.Equipment> equipment,
            @Nullable List<Entity.FaultCode> faultCodes,
            @Nullable List<Entity.Part> parts,
            @Nullable List<Entity.Location> locations,
            @Nullable List<Entity.Date> dates,
            @Nullable List<Entity.Measurement> measurements,
            @Nullable List<Entity.Term> manufacturers,
            @Nullable List<Entity.Term> models,
            @Nullable List<Entity.Term> symptoms,
            @Nullable List<Entity.Term> actions,
            @Nullable List<Entity.Term> identifiers) {
        this(
                equipment,
                faultCodes,
                parts,
                locations,
                dates,
                measurements,
                manufacturers,
                models,
                symptoms,
                actions,
                identifiers,
                null);
    }

    /** The same with the learned tagger's mentions. */
    public Entities withMentions(List<Entity.Term> found) {
        return new Entities(
                equipment,
                faultCodes,
                parts,
                locations,
                dates,
                measurements,
                manufacturers,
                models,
                symptoms,
                actions,
                identifiers,
                found);
    }

    /** No entity of any kind, all kinds present but mentions. */
    public static Entities empty() {
        return new Entities(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of());
    }
}
