package io.celesteos.contracts.search;

import jakarta.validation.constraints.AssertTrue;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Both ends inclusive, either may be missing. */
public record DateRange(@Nullable LocalDate start, @Nullable LocalDate end) {

    @AssertTrue(message = "must not end before it starts")
    boolean isOrdered() {
        return start == null || end == null || !end.isBefore(start);
    }
}
