package io.celesteos.search.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.ModelsResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.search.DateRange;
import io.celesteos.contracts.search.SearchFilters;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class VectorTests {

    private static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-en-v1.5", "bge-small-en-v1.5", 2);

    @Test
    void aUnitVectorHasLengthOneAndKeepsItsDirection() {
        UnitVector vector = UnitVector.of(new float[] {3, 4});

        assertThat(vector.toArray()).containsExactly(0.6f, 0.8f);
        assertThat(vector.cosine(UnitVector.of(List.of(-3f, -4f)))).isCloseTo(-1, within(1e-6));
        assertThat(vector)
                .isEqualTo(UnitVector.of(List.of(6f, 8f)))
                .hasSameHashCodeAs(UnitVector.of(List.of(6f, 8f)))
                .isNotEqualTo(UnitVector.of(List.of(8f, 6f)))
                .hasToString("UnitVector[2]");
    }

    static Stream<float[]> directionless() {
        return Stream.of(
                new float[] {0, 0}, new float[] {}, new float[] {Float.NaN, 1}, new float[] {Float.POSITIVE_INFINITY, 1
                });
    }

    @ParameterizedTest
    @MethodSource("directionless")
    void whatHasNoDirectionIsNoVector(float[] values) {
        assertThatThrownBy(() -> UnitVector.of(values)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storedBytesAreLittleEndianFloats() {
        UnitVector vector = UnitVector.of(new float[] {1, 0});

        assertThat(Float32Bytes.of(vector)).containsExactly(0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0);
        assertThat(Float32Bytes.read(Float32Bytes.of(vector))).contains(vector);
        assertThat(Float32Bytes.read(new byte[] {1, 2, 3})).isEmpty();
        assertThat(Float32Bytes.read(new byte[0])).isEmpty();
        assertThat(Float32Bytes.read(new byte[8])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bge-small-en-v1.5, chunk_vectors_bge_small_en_v15",
        "text-embedding-3-small, chunk_vectors_text_embedding_3_small",
        "x'; drop table y, chunk_vectors_x_drop_table_y"
    })
    void aSpacesTableIsAPlainName(String space, String table) {
        assertThat(new EmbeddingSpace(space, space, 3).table()).isEqualTo(table);
    }

    @Test
    void queriesAndPassagesAreAskedForAsSuch() {
        AtomicReference<EmbedRequest> asked = new AtomicReference<>();
        RemoteEmbedder embedder = embedder(request -> {
            asked.set(request);
            return answer(new float[] {0, 2});
        });

        assertThat(embedder.embed(SPACE, "oil")).isEqualTo(UnitVector.of(new float[] {0, 1}));
        assertThat(asked.get().inputType()).isEqualTo(InputType.QUERY);
        assertThat(asked.get().model()).isEqualTo("bge-small-en-v1.5");
        assertThat(embedder.embed(SPACE, List.of("oil"))).hasSize(1);
        assertThat(asked.get().inputType()).isEqualTo(InputType.PASSAGE);
    }

    static Stream<EmbedResponse> wrongAnswers() {
        return Stream.of(
                answer(),
                answer(new float[] {1, 2, 3}),
                answer(new float[] {1, 2}, new float[] {1, 2}),
                answer(new float[] {0, 0}),
                answer(new float[] {Float.NaN, 0}));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void vectorsThatAreNotOfTheSpaceAreNoVectors(EmbedResponse wrong) {
        assertThatThrownBy(() -> embedder(request -> wrong).embed(SPACE, "oil"))
                .isInstanceOf(EmbeddingUnavailableException.class);
    }

    @Test
    void filterValuesAreParametersAndNeverText() {
        SearchFilters filters = new SearchFilters(
                null,
                List.of("Manual", "'; drop table x; --"),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("ABC"),
                new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(10_000, 1, 1)));

        SqlFilters sql = SqlFilters.of(filters, JsonMapper.shared());

        assertThat(sql.conditions())
                .doesNotContain("drop")
                .contains(":document_type", ":document_id", ":start", ":end");
        assertThat(sql.parameters())
                .containsEntry("document_type", "[\"'; drop table x; --\",\"manual\"]")
                .containsEntry("document_id", "[\"abc\"]")
                .containsEntry("start", "2024-01-01")
                .containsEntry("end", "9999-12-31");
        assertThat(SqlFilters.of(SearchFilters.none(), JsonMapper.shared()).conditions())
                .isEmpty();
    }

    private static RemoteEmbedder embedder(Function<EmbedRequest, EmbedResponse> answer) {
        EmbeddingClient client = new EmbeddingClient() {
            @Override
            public EmbedResponse embed(EmbedRequest request) {
                return answer.apply(request);
            }

            @Override
            public RerankResponse rerank(RerankRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public TokenEmbeddingsResponse tokenEmbeddings(TokenEmbeddingsRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ModelsResponse models() {
                throw new UnsupportedOperationException();
            }
        };
        return new RemoteEmbedder(client, client);
    }

    private static EmbedResponse answer(float[]... vectors) {
        return new EmbedResponse(List.of(vectors), "bge-small-en-v1.5", 2, 1, 1, List.of(), 0);
    }
}
