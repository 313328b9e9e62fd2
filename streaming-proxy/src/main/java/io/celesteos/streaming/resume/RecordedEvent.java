package io.celesteos.streaming.resume;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as it was sent.
 *
 * @param number from 1
 * @param name of the event on the wire
 * @param data JSON in one line, UTF-8
 * @param last whether nothing comes after it, so that who has seen it is not to ask again
 */
public record RecordedEvent(long number, String name, byte[] data, boolean last) {

    private static final int OVERHEAD = 64;

    /** About what it takes in memory. */
    int weight() {
        return data.length + OVERHEAD;
    }

    /** One line of number, name and {@code 1} for the last, then the data. */
    byte[] packed() {
        byte[] head = (number + " " + name + " " + (last ? 1 : 0) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] packed = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, packed, head.length, data.length);
        return packed;
    }

    /** The reverse; empty for what was not packed here. */
    static Optional<RecordedEvent> unpacked(byte[] packed) {
        int line = 0;
        while (line < packed.length && packed[line] != '\n') {
            line++;
        }
        String[] head = new String(packed, 0, line, StandardCharsets.UTF_8).split(" ", -1);
        if (head.length != 3 || line == packed.length || !head[0].matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        return Optional.of(new RecordedEvent(
                Long.parseLong(head[0]),
                head[1],
                Arrays.copyOfRange(packed, line + 1, packed.length),
                head[2].equals("1")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedEvent that
                && number == that.number
                && name.equals(that.name)
                && last == that.last
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, name, last, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return number + " " + name;
    }
}
