package io.celesteos.gateway.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.springframework.core.io.buffer.DataBuffer;

/** A copy of what passes, given up once it is too long. One thread at a time adds to it. */
public final class BoundedCopy {

    private final long most;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private volatile boolean tooLong;

    /** @param most bytes that are kept */
    public BoundedCopy(long most) {
        this.most = most;
    }

    /** The buffer is left as it was. */
    public void add(DataBuffer buffer) {
        if (tooLong || copy.size() + buffer.readableByteCount() > most) {
            tooLong = true;
            copy.reset();
            return;
        }
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.toByteBuffer(ByteBuffer.wrap(bytes));
        copy.writeBytes(bytes);
    }

    public boolean isTooLong() {
        return tooLong;
    }

    /** What was added; empty when it was too long. */
    public byte[] bytes() {
        return copy.toByteArray();
    }
}
