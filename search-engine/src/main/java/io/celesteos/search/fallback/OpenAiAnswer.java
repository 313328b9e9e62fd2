package io.celesteos.search.fallback;

import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a 200. What is not a vector of the space for every text is no answer at all. No message repeats
 * anything of the body.
 */
final class OpenAiAnswer {

    private final JsonNode body;
    private final int dimensions;

    OpenAiAnswer(JsonNode body, int dimensions) {
        this.body = body;
        this.dimensions = dimensions;
    }

    /** @throws EmbeddingUnavailableException when they are not {@code count} vectors of the space */
    List<UnitVector> vectors(int count) {
        JsonNode data = body.path("data");
        if (!data.isArray() || data.size() != count) {
            throw new EmbeddingUnavailableException("the provider answered with another number of vectors");
        }
        @Nullable UnitVector[] vectors = new UnitVector[count];
        for (JsonNode each : data) {
            int index = each.path("index").asInt(-1);
            if (index < 0 || index >= count || vectors[index] != null) {
                throw new EmbeddingUnavailableException("the provider's vectors do not say whose they are");
            }
            vectors[index] = vector(each.path("embedding"));
        }
        return Arrays.stream(vectors).map(Objects::requireNonNull).toList();
    }

    /** Tokens that were paid for; 0 where the provider does not say. */
    long tokens() {
        return Math.max(0, body.at("/usage/total_tokens").asLong(0));
    }

    /** Float32, little-endian, where it is a text; whatever was asked for, both are understood. */
    private UnitVector vector(JsonNode embedding) {
        try {
            float[] values = embedding.isString() ? decoded(embedding.asString()) : numbers(embedding);
            if (values.length == dimensions) {
                return UnitVector.of(values);
            }
        } catch (IllegalArgumentException noVector) {
            throw new EmbeddingUnavailableException("the provider answered with something that is no vector");
        }
        throw new EmbeddingUnavailableException(
                "the provider answered with vectors of another length than " + dimensions);
    }

    private static float[] decoded(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("half a number");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static float[] numbers(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode number = array.get(i);
            if (number == null || !number.isNumber()) {
                throw new IllegalArgumentException("not a number");
            }
            values[i] = (float) number.asDouble();
        }
        return values;
    }
}
