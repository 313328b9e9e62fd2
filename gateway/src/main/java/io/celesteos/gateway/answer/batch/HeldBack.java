package io.celesteos.gateway.answer.batch;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * The pieces of an answer until it is clear that it is a large one: whether a service tells the length before, it may
 * choose. Used by one thread at a time.
 */
final class HeldBack {

    private final int most;
    private final List<DataBuffer> pieces = new ArrayList<>();
    private int size;
    private boolean passing;

    /** @param most bytes that are held back */
    HeldBack(int most) {
        this.most = most;
    }

    /** What may pass now; takes over the buffer. */
    List<DataBuffer> take(DataBuffer piece) {
        if (passing) {
            return List.of(piece);
        }
        pieces.add(piece);
        size += piece.readableByteCount();
        if (size <= most) {
            return List.of();
        }
        passing = true;
        List<DataBuffer> held = List.copyOf(pieces);
        pieces.clear();
        return held;
    }

    boolean passing() {
        return passing;
    }

    /** All of it, for an answer that ended before it was large. */
    byte[] bytes() {
        byte[] bytes = new byte[size];
        int at = 0;
        for (DataBuffer piece : pieces) {
            int length = piece.readableByteCount();
            piece.read(bytes, at, length);
            at += length;
        }
        release();
        return bytes;
    }

    void release() {
        pieces.forEach(DataBufferUtils::release);
        pieces.clear();
    }
}
