package io.celesteos.streaming.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstOutputTests {

    private final List<String> writes = new ArrayList<>();
    private final BurstOutput out = new BurstOutput(new OutputStream() {
        @Override
        public void write(int value) {
            throw new UnsupportedOperationException("one byte at a time");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }
    });

    @Test
    void whatIsWrittenBetweenTwoFlushesLeavesInOneWrite() throws Exception {
        out.write("id: 1\n".getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
        assertThat(writes).isEmpty();
        out.flush();
        out.flush();
        assertThat(writes).containsExactly("id: 1\n\n");
    }

    @Test
    void aLongBurstIsNotGatheredToItsEnd() throws Exception {
        out.write(new byte[10_000]);
        out.write(new byte[10_000]);
        assertThat(writes).hasSize(1);
    }
}
