package io.celesteos.embedding.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemMapper;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.embedding.dialect.TextsOrTokens.Text;
import io.celesteos.embedding.dialect.TextsOrTokens.Tokens;
import io.celesteos.embedding.model.RealModels;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TextsOrTokensTests {

    private static final JsonMapper JSON = JsonStrictness.mapper();

    private final DialectTexts texts = new DialectTexts(RealModels.catalog());

    private record Body(@Nullable TextsOrTokens input) {}

    private static @Nullable TextsOrTokens read(String input) {
        return JSON.readValue("{\"input\": " + input + "}", Body.class).input();
    }

    private List<String> texts(String input) {
        return texts.read("input", read(input), null);
    }

    @Test
    void everyFormIsRead() {
        assertThat(read("\"a\"")).isEqualTo(new TextsOrTokens(List.of(new Text("a"))));
        assertThat(read("[\"a\", \"b\"]")).isEqualTo(new TextsOrTokens(List.of(new Text("a"), new Text("b"))));
        assertThat(read("[1, 2]")).isEqualTo(new TextsOrTokens(List.of(new Tokens(List.of(1, 2)))));
        assertThat(read("[[1], [2, 3]]"))
                .isEqualTo(new TextsOrTokens(List.of(new Tokens(List.of(1)), new Tokens(List.of(2, 3)))));
        assertThat(read("[\"a\", [1]]")).isEqualTo(new TextsOrTokens(List.of(new Text("a"), new Tokens(List.of(1)))));
        assertThat(read("[]")).isEqualTo(new TextsOrTokens(List.of()));
        assertThat(read("null")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}              | input",
                "true            | input",
                "7               | input",
                "[null]          | input[0]",
                "[\"a\", 1]      | input[1]",
                "[\"a\", {}]     | input[1]",
                "[1, \"a\"]      | input[1]",
                "[1, null]       | input[1]",
                "[1, 2.0]        | input[1]",
                "[1, 2147483648] | input[1]",
                "[1, [2]]        | input[1]",
                "[[1], [2, [3]]] | input[1][1]",
                "[[1], [2, -0.5]] | input[1][1]"
            })
    void whatIsNoneOfThemIsNamedByItsPosition(String input, String field) {
        assertThatThrownBy(() -> read(input))
                .satisfies(failure -> assertThat(ProblemMapper.map(failure).errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }

    @Test
    void idsStandForTheTextTheyWereMadeOf() {
        long[] ids = RealModels.bge()
                .tokenizer()
                .tokenize("Port generator overheating")
                .ids();

        assertThat(texts(java.util.Arrays.toString(ids))).containsExactly("port generator overheating");
    }

    @ParameterizedTest
    @CsvSource({"'[0, 30521, 30522]', input[0][2]", "'[-1]', input[0][0]", "'[[1], [1, -2147483648]]', input[1][1]"})
    void idsOfNoTokenAreNamedByTheirPosition(String input, String field) {
        assertThatThrownBy(() -> texts(input))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(field)
                .hasMessageContaining("0 to 30521");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null            | input is required: a text or a list of 1 to 100 texts",
                "[]              | input is required: a text or a list of 1 to 100 texts",
                "\" \"           | input[0] must not be empty",
                "[\"a\", \"\"]   | input[1] must not be empty",
                "[[101, 102]]    | input[0] must not be empty",
                "[[], \"a\", []] | input[0] must not be empty; input[2] must not be empty"
            })
    void nothingToReadIsRefused(String input, String message) {
        assertThatThrownBy(() -> texts(input))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }
}
