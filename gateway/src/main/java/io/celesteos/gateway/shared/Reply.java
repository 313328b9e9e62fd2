package io.celesteos.gateway.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Script} returned. */
public record Reply(List<@Nullable Object> values) {

    public Reply {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** @throws IllegalStateException when there is no number at {@code index} */
    public long number(int index) {
        if (index < values.size() && values.get(index) instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("The script's reply has no number at " + index);
    }

    /** @throws IllegalStateException when there is no string at {@code index} */
    public byte[] bytes(int index) {
        if (index < values.size() && values.get(index) instanceof byte[] bytes) {
            return bytes.clone();
        }
        throw new IllegalStateException("The script's reply has no string at " + index);
    }
}
