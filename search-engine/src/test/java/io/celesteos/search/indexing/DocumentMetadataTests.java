package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentMetadataTests {

    @Test
    void textAndListsAreKeptTrimmed() {
        assertThat(DocumentMetadata.checked(
                        "metadata",
                        Map.of("model", " 3512C ", "tags", List.of("oil", " ", "water"), "date", "2024-01-31")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("model", "3512C", "tags", List.of("oil", "water"), "date", "2024-01-31"));
    }

    @Test
    void whoseTheDocumentIsIsNotTakenFromMetadata() {
        assertThat(DocumentMetadata.checked(
                        "metadata",
                        Map.of("yacht_id", "x", "title", "y", "document_id", "z", "section", "s", "system", "fuel")))
                .containsExactly(Map.entry("system", "fuel"));
    }

    @Test
    void absentAndBlankValuesAreLeftOut() {
        Map<String, Object> submitted = new HashMap<>();
        submitted.put("model", null);
        submitted.put("system", " ");

        assertThat(DocumentMetadata.checked("metadata", submitted)).isEmpty();
        assertThat(DocumentMetadata.checked("metadata", null)).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("model", 3512, "metadata.model"),
                Arguments.of("model", Map.of("a", "b"), "metadata.model"),
                Arguments.of("tags", List.of("a", 1), "metadata.tags"),
                Arguments.of("tags", Collections.nCopies(101, "a"), "metadata.tags"),
                Arguments.of("tags", Arrays.asList("a", null), "metadata.tags"),
                Arguments.of("model", "m".repeat(1_001), "metadata.model"),
                Arguments.of("date", "31.12.2024", "metadata.date"),
                Arguments.of("date", "2024-02-31", "metadata.date"),
                Arguments.of("bad name", "x", "metadata"),
                Arguments.of("x'); --", "x", "metadata"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamed(String name, Object value, String field) {
        assertThatThrownBy(() -> DocumentMetadata.checked("metadata", Map.of(name, value)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldProblem::field)
                                .contains(field));
    }
}
