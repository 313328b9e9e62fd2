package io.celesteos.embedding.tokenvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.NotFiniteException;
import io.celesteos.embedding.model.FakeModel;
import io.celesteos.embedding.model.LoadedModel;
import io.celesteos.embedding.model.RealModels;
import io.celesteos.embedding.schedule.RealScheduler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** With the real models. */
class TokenVectorPipelineTests {

    private static final String TEXT = "Check the impeller of the raw water pump, and the sea strainer.";

    private final TokenVectorPipeline pipeline =
            new TokenVectorPipeline(RealModels.catalog(), RealScheduler.shared(), new TokenSpaces(), new AnswerRoom());

    private TokenEmbeddingsResponse embed(
            String model, InputType role, boolean drop, int pool, Integer dimensions, TokenEncoding encoding) {
        return pipeline.embed(
                new TokenVectorCommand(List.of(TEXT), model, role, new Compression(drop, pool, dimensions), encoding));
    }

    private static float[] floats(TokenEmbeddingsResponse answer) {
        byte[] bytes = Base64.getDecoder().decode(answer.embeddings().getFirst().vectors());
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    @Test
    void withoutOptionsThereIsARowOfUnitLengthForEachToken() {
        TokenEmbeddingsResponse answer = embed(null, null, false, 1, null, TokenEncoding.FLOAT);
        int tokens = RealModels.bge().tokenizer().tokenize(TEXT).length();
        float[] values = floats(answer);

        assertThat(answer.model()).isEqualTo("bge-small-en-v1.5");
        assertThat(answer.space()).isEqualTo("bge-small-en-v1.5@6c9c6101");
        assertThat(answer.dimensions()).isEqualTo(384);
        assertThat(answer.tokens()).isEqualTo(tokens);
        assertThat(answer.truncated()).isEmpty();
        assertThat(answer.embeddings().getFirst().rows()).isEqualTo(tokens);
        assertThat(values).hasSize(tokens * 384);
        for (int row = 0; row < tokens; row++) {
            double squares = 0;
            for (int d = 0; d < 384; d++) {
                squares += values[row * 384 + d] * values[row * 384 + d];
            }
            assertThat(squares).isCloseTo(1, within(1e-5));
        }
    }

    /** Each compression keeps most of what the whole matrix says of itself. */
    @ParameterizedTest
    @CsvSource({
        "false, 1, , 18, 384, 0.99",
        "true, 1, , 11, 384, 0.85",
        "true, 2, , 6, 384, 0.75",
        "false, 4, , 5, 384, 0.7",
        "false, 3, 384, 6, 384, 0.7"
    })
    void fewerRowsStillMatch(boolean drop, int pool, Integer asked, int rows, int dimensions, double atLeast) {
        TokenEmbeddingsResponse whole = embed(null, null, false, 1, null, TokenEncoding.INT8);
        TokenEmbeddingsResponse answer = embed(null, null, drop, pool, asked, TokenEncoding.INT8);

        assertThat(answer.embeddings().getFirst().rows()).isEqualTo(rows);
        assertThat(answer.dimensions()).isEqualTo(dimensions);
        assertThat(answer.matrix(0).rows()).isEqualTo(rows);
        assertThat(whole.matrix(0).maxSim(answer.matrix(0))).isGreaterThan(atLeast);
    }

    @ParameterizedTest
    @CsvSource({"bge-small, 64", "bge-small, 128", "minilm, 64", "minilm, 32"})
    void projectedRowsAreASpaceOfTheirOwn(String model, int dimensions) {
        TokenEmbeddingsResponse answer = embed(model, null, true, 2, dimensions, TokenEncoding.INT8);
        TokenEmbeddingsResponse query = embed(model, null, false, 1, dimensions, TokenEncoding.FLOAT);

        assertThat(answer.dimensions()).isEqualTo(dimensions);
        assertThat(answer.space())
                .matches(".+@[0-9a-f]{8}/pca" + dimensions + "-[0-9a-f]{8}")
                .isEqualTo(query.space());
        assertThat(Base64.getDecoder().decode(answer.embeddings().getFirst().vectors()))
                .hasSize(answer.embeddings().getFirst().rows() * (4 + dimensions));
        assertThat(query.matrix(0).maxSim(answer.matrix(0))).isGreaterThan(0.7);
    }

    /** A prompt of nine tokens is read, but its rows are not in the answer. */
    @Test
    void thePromptsOwnRowsAreLeftOut() {
        TokenEmbeddingsResponse plain = embed("bge-small", null, false, 1, null, TokenEncoding.INT8);
        TokenEmbeddingsResponse asQuery = embed("bge-small", InputType.QUERY, false, 1, null, TokenEncoding.INT8);

        assertThat(asQuery.embeddings().getFirst().rows())
                .isEqualTo(plain.embeddings().getFirst().rows());
        assertThat(asQuery.tokens()).isGreaterThan(plain.tokens() + 5);
        assertThat(asQuery.embeddings()).isNotEqualTo(plain.embeddings());
        assertThat(asQuery.matrix(0).maxSim(plain.matrix(0))).isGreaterThan(0.8);
        assertThat(embed("bge-small", InputType.PASSAGE, false, 1, null, TokenEncoding.INT8)
                        .embeddings())
                .isEqualTo(plain.embeddings());
    }

    @Test
    void aTextOfFunctionWordsAloneKeepsThem() {
        TokenEmbeddingsResponse answer = pipeline.embed(new TokenVectorCommand(
                List.of("to be or to be?"), null, null, new Compression(true, 1, null), TokenEncoding.INT8));

        assertThat(answer.embeddings().getFirst().rows()).isEqualTo(8);
    }

    @Test
    void aTextWithoutFiniteVectorsIsNamed() {
        LoadedModel model = FakeModel.of(text -> {
            if (text.length() == 12) {
                throw new NotFiniteException();
            }
            return new HiddenStates(new float[2 * text.length()], 2);
        });
        var overFake = new TokenVectorPipeline(
                FakeModel.catalog(model), RealScheduler.shared(), new TokenSpaces(), new AnswerRoom());

        assertThatThrownBy(() -> overFake.embed(new TokenVectorCommand(
                        List.of("good", "twelve chars"), null, null, Compression.NONE, TokenEncoding.INT8)))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldProblem::field)
                        .containsExactly("texts[1]"));
    }

    @Test
    void aLongTextIsCutAtTheModelsLimitAndReported() {
        TokenEmbeddingsResponse answer = pipeline.embed(new TokenVectorCommand(
                List.of("short", "oil ".repeat(600)), "minilm", null, Compression.NONE, TokenEncoding.INT8));

        assertThat(answer.truncated()).containsExactly(1);
        assertThat(answer.embeddings().get(1).rows()).isEqualTo(256);
    }

    /** 100 texts of 512 tokens: float32 would be 105 MB of Base64. Refused before anything is computed. */
    @Test
    void anAnswerTooLargeIsRefusedAndInt8WouldDo() {
        List<String> most = Collections.nCopies(100, "oil ".repeat(600));

        assertThatThrownBy(() -> pipeline.embed(
                        new TokenVectorCommand(most, "bge-small", null, Compression.NONE, TokenEncoding.FLOAT)))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST))
                .satisfies(problem -> assertThat(problem.detail()).contains("int8"));
        assertThat(PackedRows.base64Length(100 * 512, 384, TokenEncoding.INT8))
                .isLessThan(TokenVectorPipeline.MAX_ANSWER_CHARS);
    }

    @ParameterizedTest
    @EnumSource(TokenEncoding.class)
    void theLengthForeseenIsTheLengthPacked(TokenEncoding encoding) {
        for (int rows = 1; rows < 8; rows++) {
            assertThat(PackedRows.base64Length(rows, 5, encoding))
                    .isEqualTo(PackedRows.pack(new float[rows * 5], 5, encoding)
                            .vectors()
                            .length());
        }
    }
}
