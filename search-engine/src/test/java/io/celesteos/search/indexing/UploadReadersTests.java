package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.reading.ChildReader;
import io.celesteos.search.reading.ReadingFolder;
import io.celesteos.search.reading.ReadingProperties;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class UploadReadersTests {

    private final ReadingProperties properties = new ReadingProperties(
            Duration.ofSeconds(60),
            DataSize.ofMegabytes(64),
            Duration.ofSeconds(30),
            1_000,
            10,
            10,
            DataSize.ofMegabytes(1),
            16,
            10,
            10);
    private final AtomicLong now = new AtomicLong();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final UploadReaders readers = new UploadReaders(properties, new ReadingFolder(), later::add, now::get);

    private void at(int second) {
        now.set(Duration.ofSeconds(second).toNanos());
    }

    @Test
    void aReaderAtWorkIsKeptHoweverLongAgoItWasIdleFirst() {
        ChildReader reader = readers.take();
        readers.giveBack(reader);
        at(20);
        assertThat(readers.take()).isSameAs(reader);
        readers.giveBack(reader);
        at(30);
        later.removeFirst().run();

        assertThat(readers.take()).isSameAs(reader);
    }

    @Test
    void aReaderWithoutWorkIsEnded() {
        ChildReader reader = readers.take();
        readers.giveBack(reader);
        at(30);
        later.removeFirst().run();

        assertThat(readers.take()).isNotSameAs(reader);
    }
}
