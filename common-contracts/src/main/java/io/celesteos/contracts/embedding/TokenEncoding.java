package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the token vectors of a text are packed into bytes. */
public enum TokenEncoding {
    /** {@code rows x dimensions} little-endian float32, row after row, each row of unit length. */
    @JsonProperty("float")
    FLOAT,
    /**
     * Row after row: a little-endian float32 scale, then {@code dimensions} signed bytes. A component is byte
     * times scale; a row so read has unit length up to rounding.
     */
    @JsonProperty("int8")
    INT8
}
