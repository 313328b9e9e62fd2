package io.celesteos.contracts.tenancy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * The scope of every read and write of stored data. Obtained from a credential at the gateway, or from a
 * trusted inner caller; never from a filter or from document metadata.
 */
public record YachtId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public YachtId {
        // Jackson reads an empty string as no UUID at all; a scope must never be nobody's.
        Objects.requireNonNull(value, "must be a UUID");
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static YachtId of(String text) {
        return new YachtId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
