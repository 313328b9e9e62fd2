package io.celesteos.embedding.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.web.JsonStrictness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PassageTests {

    private static final JsonMapper JSON = JsonStrictness.mapper();

    private record Body(List<Passage> documents) {}

    private static List<Passage> read(String documents) {
        return JSON.readValue("{\"documents\": " + documents + "}", Body.class).documents();
    }

    @Test
    void aTextAndAnObjectWithOneAreTheSame() {
        assertThat(Passage.texts(read("""
                ["a", {"text": "b"}, {"id": {"text": "not this"}, "text": "c", "tags": [["text"], {"text": 1}]}]
                """))).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"a\", 1]              | documents[1]",
                "[{}]                    | documents[0]",
                "[{\"title\": \"a\"}]    | documents[0]",
                "[[\"a\"]]               | documents[0]",
                "[{\"text\": null}]      | documents[0].text",
                "[\"a\", {\"text\": {}}] | documents[1].text"
            })
    void whatIsNeitherIsNamedByItsPosition(String documents, String field) {
        assertThatThrownBy(() -> read(documents))
                .satisfies(failure -> assertThat(ProblemMapper.map(failure).errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }
}
