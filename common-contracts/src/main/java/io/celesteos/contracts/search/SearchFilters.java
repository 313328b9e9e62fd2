package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values within one filter are OR-ed, filters are AND-ed; a missing filter lets everything pass. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchFilters(
        @JsonProperty("equipment_type") @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> equipmentType,

        @JsonProperty("document_type") @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> documentType,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> manufacturer,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> model,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> system,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> source,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> topic,

        @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> tags,

        @JsonProperty("document_id") @Nullable @Size(max = 100) @NoneEmpty(maxLength = 200)
        List<String> documentId,

        @JsonProperty("date_range") @Nullable @Valid DateRange dateRange) {

    public static SearchFilters none() {
        return new SearchFilters(null, null, null, null, null, null, null, null, null, null);
    }

    /** Wire name of the filter to the values allowed; filters that were not given are left out. */
    public Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        put(values, "equipment_type", equipmentType);
        put(values, "document_type", documentType);
        put(values, "manufacturer", manufacturer);
        put(values, "model", model);
        put(values, "system", system);
        put(values, "source", source);
        put(values, "topic", topic);
        put(values, "tags", tags);
        put(values, "document_id", documentId);
        return values;
    }

    private static void put(Map<String, List<String>> values, String name, @Nullable List<String> allowed) {
        if (allowed != null && !allowed.isEmpty()) {
            values.put(name, List.copyOf(allowed));
        }
    }
}
