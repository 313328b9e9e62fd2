package io.celesteos.streaming.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.provider.exchange.EventReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTests {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInEachOfTheThreeWays(String end) throws IOException {
        assertThat(read("event: a", "data: 1", "", "data:2", "", "").apply(end)).containsExactly("a=1", "=2");
    }

    @Test
    void severalLinesOfDataAreOneAndEverythingElseIsReadOver() throws IOException {
        assertThat(read(": ping", "id: 7", "retry: 10", "data: Öl", "data", "data:  zwei", "", "")
                        .apply("\n"))
                .containsExactly("=Öl\n\n zwei");
    }

    @Test
    void anEventWithoutDataIsNoneAndItsNameIsForgotten() throws IOException {
        assertThat(read("event: a", "", "data: 1", "", "").apply("\n")).containsExactly("=1");
    }

    @Test
    void anEventThatIsNotWholeIsLeftOut() throws IOException {
        assertThat(read("data: 1", "", "data: 2").apply("\n")).containsExactly("=1");
    }

    private static Reading read(String... lines) {
        return end -> {
            EventReader reader = new EventReader(
                    new ByteArrayInputStream(String.join(end, lines).getBytes(StandardCharsets.UTF_8)));
            List<String> events = new ArrayList<>();
            for (Event event = reader.next(); event != null; event = reader.next()) {
                events.add(event.name() + "=" + new String(event.data(), StandardCharsets.UTF_8));
            }
            return events;
        };
    }

    private interface Reading {
        List<String> apply(String end) throws IOException;
    }
}
