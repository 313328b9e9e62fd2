package io.celesteos.search.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.ModelsResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemoteRerankerTests {

    private final Client client = new Client();

    @Test
    void scoresAreReadByTheOrderSent() {
        client.answer = answer(new RerankScore(1, 0.9, 0.9), new RerankScore(0, 0.2, 0.2));

        RerankOutcome outcome = score("one", "two");

        assertThat(outcome)
                .isEqualTo(new RerankOutcome.Scored(Map.of(key(0), 0.2, key(1), 0.9), "cross-encoder:c", true));
        assertThat(asked().documents()).containsExactly("title\none", "title\ntwo");
        assertThat(asked().model()).isNull();
    }

    @Test
    void whatWasNotReachedInTimeIsLeftOut() {
        client.answer = answer(new RerankScore(0, 0.2, 0.2));

        assertThat(score("one", "two"))
                .isEqualTo(new RerankOutcome.Scored(Map.of(key(0), 0.2), "cross-encoder:c", false));
    }

    @Test
    void anAnswerThatCannotBeRightIsNotUsedAtAll() {
        for (RerankScore wrong : List.of(
                new RerankScore(2, 0.5, 0.5),
                new RerankScore(-1, 0.5, 0.5),
                new RerankScore(0, 0.5, 0.5),
                new RerankScore(1, Double.NaN, 0.5),
                new RerankScore(1, 1.5, 0.5),
                new RerankScore(1, -0.5, 0.5))) {
            client.answer = answer(new RerankScore(0, 0.2, 0.2), wrong);

            assertThat(score("one", "two")).as(wrong.toString()).isInstanceOf(RerankOutcome.Missed.class);
        }
        client.answer = answer();
        assertThat(score("one")).isInstanceOf(RerankOutcome.Missed.class);
    }

    @Test
    void textsAreCutWhereNoCharacterIs() {
        client.answer = answer(new RerankScore(0, 0.2, 0.2));

        score("😀".repeat(10_000));

        String sent = asked().documents().getFirst();
        assertThat(sent.length()).isBetween(7_000, 8_000);
        assertThat(Character.isHighSurrogate(sent.charAt(sent.length() - 1))).isFalse();
    }

    private RerankOutcome score(String... contents) {
        SequencedMap<PassageKey, Passage> head = new LinkedHashMap<>();
        for (String content : contents) {
            PassageKey key = key(head.size());
            head.put(key, new Passage(key, null, null, "title", content, Map.of(), null));
        }
        return new RemoteReranker(client, 20, "")
                .begin(new YachtId(new UUID(0, 1)), "query")
                .score(head, Deadline.in(Duration.ofMinutes(1)));
    }

    private RerankRequest asked() {
        return java.util.Objects.requireNonNull(client.asked);
    }

    private static RerankResponse answer(RerankScore... scores) {
        return new RerankResponse(List.of(scores), "cross-encoder:c", 1, scores.length, List.of(), List.of());
    }

    private static PassageKey key(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }

    private static final class Client implements EmbeddingClient {
        private RerankResponse answer = answer();
        private @Nullable RerankRequest asked;

        @Override
        public RerankResponse rerank(RerankRequest request) {
            asked = request;
            return answer;
        }

        @Override
        public EmbedResponse embed(EmbedRequest request) {
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
    }
}
