package io.celesteos.contracts.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file.
 *
 * @param text as it stands in the file, with its heading
 * @param source what the file says it draws on, else its name
 * @param topic what the file says it is about, else the folder it is in
 * @param score 0 to 1
 * @param section headings above it, outermost first, joined by {@code " > "}; null where there are none
 * @param file below its owner's folder, with {@code /} between names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeHit(
        String text,
        String source,
        String topic,
        double score,
        @Nullable String title,
        @Nullable String section,
        @Nullable String file,
        @Nullable Owner owner) {

    /** Whose file it is. */
    public enum Owner {
        SHARED,
        YACHT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
