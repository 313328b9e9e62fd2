package io.celesteos.streaming.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is written until it is flushed, sends it in one write, and holds nothing in between: a stream is silent most
 * of the time. For one thread.
 */
public final class BurstOutput extends OutputStream {

    /** Beyond it a burst leaves without being flushed. */
    private static final int LONGEST_BURST = 16 << 10;

    private static final int FIRST_EVENT = 512;

    private final OutputStream out;
    private @Nullable ByteArrayOutputStream burst;

    public BurstOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream gathered = burst == null ? new ByteArrayOutputStream(FIRST_EVENT) : burst;
        gathered.write(bytes, offset, length);
        burst = gathered;
        if (gathered.size() >= LONGEST_BURST) {
            send(gathered);
        }
    }

    @Override
    public void flush() throws IOException {
        if (burst != null) {
            send(burst);
        }
        out.flush();
    }

    private void send(ByteArrayOutputStream gathered) throws IOException {
        burst = null;
        gathered.writeTo(out);
    }
}
