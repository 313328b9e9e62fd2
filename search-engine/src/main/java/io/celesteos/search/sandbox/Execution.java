package io.celesteos.search.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a program that was run to its end, whether it ended well or not.
 *
 * @param text of its result, the value of its last expression; null where there was none
 * @param results everything it showed, the result included
 * @param error why the code itself failed; null where it did not
 * @param truncated whether some of what it wrote was left out
 * @param millis from the request to the end of its output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Execution(
        @Nullable String text,
        String stdout,
        String stderr,
        List<Shown> results,
        @Nullable CodeError error,
        boolean truncated,
        @JsonProperty("took_ms") long millis) {

    public Execution {
        results = List.copyOf(results);
    }

    /**
     * Something shown.
     *
     * @param text its form as text; null where it has none, as a picture may
     * @param formats it was sent in: {@code text}, {@code html}, {@code png}, ...; only text is kept
     * @param main whether it is the program's result
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(@Nullable String text, List<String> formats, boolean main) {

        public Shown {
            formats = List.copyOf(formats);
        }
    }

    /** The exception that ended the code, as its own language tells it. */
    public record CodeError(String name, String value, String traceback) {}
}
