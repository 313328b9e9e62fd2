package io.celesteos.embedding.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** How a vector is written in OpenAI's dialect. */
public enum EncodingFormat {
    /** A list of numbers. */
    @JsonProperty("float")
    FLOAT {
        @Override
        Object write(float[] vector) {
            return vector;
        }
    },
    /** Base64 of the components as little-endian float32: what the official clients ask for by default. */
    @JsonProperty("base64")
    BASE64 {
        @Override
        Object write(float[] vector) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    };

    /** The JSON value of {@code embedding}. */
    abstract Object write(float[] vector);
}
