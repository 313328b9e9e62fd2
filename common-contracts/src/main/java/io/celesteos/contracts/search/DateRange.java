package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.AssertTrue;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Both ends inclusive, either may be missing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DateRange(@Nullable LocalDate start, @Nullable LocalDate end) {

    /** Named after the component that the caller is told to mend. */
    @AssertTrue(message = "must not be before start")
    boolean isEnd() {
        return start == null || end == null || !end.isBefore(start);
    }
}
