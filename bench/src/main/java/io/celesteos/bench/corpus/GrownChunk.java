package io.celesteos.bench.corpus;

import java.util.List;
import java.util.UUID;

/** One made chunk. Its vector is a view for reading only. */
public final class GrownChunk {

    private final int number;
    private final String text;
    private final float[] vector;
    private final List<String> tags;
    private final String topic;

    GrownChunk(int number, String text, float[] vector, List<String> tags, String topic) {
        this.number = number;
        this.text = text;
        this.vector = vector;
        this.tags = List.copyOf(tags);
        this.topic = topic;
    }

    public int number() {
        return number;
    }

    public UUID id() {
        return id(number);
    }

    public static UUID id(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | number);
    }

    public static int number(UUID id) {
        return (int) id.getLeastSignificantBits();
    }

    public String text() {
        return text;
    }

    /** Of length 1. */
    public float[] vector() {
        return vector;
    }

    public List<String> tags() {
        return tags;
    }

    public String topic() {
        return topic;
    }
}
