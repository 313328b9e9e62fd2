package io.celesteos.streaming.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory.Feature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTests {

    static Stream<JsonMapper> libraries() {
        return Stream.of(com.openai.core.ObjectMappers.jsonMapper(), com.anthropic.core.ObjectMappers.jsonMapper());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void theLibrarysOwnMapperStaysAsItIs(JsonMapper library) {
        JsonMapper events = EventJson.like(library);

        assertThat(events.getFactory().isEnabled(Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING))
                .isFalse();
        assertThat(library.getFactory().isEnabled(Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING))
                .isTrue();
        assertThat(events.getRegisteredModuleIds()).isEqualTo(library.getRegisteredModuleIds());
    }
}
