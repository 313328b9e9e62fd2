package io.celesteos.nlp.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.readiness.FirstRequest;
import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadinessConfigurationTests {

    private final List<FirstRequest> sent = IntStream.range(0, 40)
            .boxed()
            .flatMap(round -> ReadinessConfiguration.round(round).stream())
            .toList();

    @Test
    void everyWayInIsTakenAndPlainExtractionMostOften() {
        assertThat(sent)
                .filteredOn(one -> one.path().equals("/api/v1/extract/batch"))
                .hasSize(2);
        assertThat(sent).filteredOn(one -> one.json().contains("mentions")).hasSize(2);
        assertThat(sent).filteredOn(one -> one.json().contains("yacht_id")).hasSize(2);
        assertThat(sent).hasSize(46);
    }

    @Test
    void theyAreRequestsThatTheServiceTakes() {
        assertThat(sent)
                .filteredOn(one -> one.path().equals("/api/v1/extract"))
                .allSatisfy(one -> assertThat(JsonStrictness.mapper()
                                .readValue(one.json(), ExtractRequest.class)
                                .text())
                        .isNotBlank());
    }
}
