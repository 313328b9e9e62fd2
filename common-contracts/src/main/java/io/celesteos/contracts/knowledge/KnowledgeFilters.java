package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.celesteos.contracts.validation.NoneEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value or several, of which one must fit; both filters must. Case and outer blanks do not count. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeFilters(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable
        @Size(max = 100)
        @NoneEmpty(maxLength = 200)
        List<String> source,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable
        @Size(max = 100)
        @NoneEmpty(maxLength = 200)
        List<String> topic) {

    public static KnowledgeFilters none() {
        return new KnowledgeFilters(null, null);
    }
}
