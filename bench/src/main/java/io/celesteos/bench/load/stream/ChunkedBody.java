package io.celesteos.bench.load.stream;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, section 7.1) as the bytes it carries. */
final class ChunkedBody extends InputStream {

    private static final int HEX = 16;

    private final InputStream in;
    private int left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        left--;
        int value = in.read();
        if (value < 0) {
            throw new IOException("cut within a chunk");
        }
        return value;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            HttpLines.next(in);
        }
        begun = true;
        String size = HttpLines.next(in);
        if (size == null) {
            throw new IOException("cut between two chunks");
        }
        left = Integer.parseInt(size.strip(), HEX);
        ended = left == 0;
    }
}
