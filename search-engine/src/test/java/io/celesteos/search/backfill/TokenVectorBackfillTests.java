package io.celesteos.search.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.embedding.TokenVectorMatrix;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.rerank.RerankProperties;
import io.celesteos.search.tokenvector.PassageTokens;
import io.celesteos.search.tokenvector.QueryTokens;
import io.celesteos.search.tokenvector.TokenEncoder;
import io.celesteos.search.tokenvector.TokenVectorProperties;
import io.celesteos.search.tokenvector.TokenVectorsUnavailableException;
import io.celesteos.search.vector.EmbeddingProperties;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TokenVectorBackfillTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));

    private final Pending pending = new Pending();
    private final Encoder encoder = new Encoder();
    private volatile boolean urgent;
    private TokenVectorBackfill backfill = backfill(RerankProperties.Method.STORED);

    @AfterEach
    void stop() {
        backfill.stop();
    }

    @Test
    void everyChunkGetsItsVectorsBatchByBatch() {
        pending.add(5);
        backfill.start();
        backfill.noticed(YACHT);

        await().until(() -> pending.tidied.contains("s"));
        assertThat(pending.waiting).isEmpty();
        assertThat(pending.saved.keySet()).allMatch(key -> key.startsWith("s/"));
        assertThat(encoder.calls).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void publicationsAndChangesWakeIt() {
        pending.add(1);
        backfill.start();
        backfill.published(YACHT, 1, 1, false);
        await().until(() -> pending.waiting.isEmpty());

        pending.add(1);
        backfill.changed(YACHT);
        await().until(() -> pending.waiting.isEmpty());
    }

    @Test
    void itWaitsWhileSomethingElseIsMoreUrgent() {
        urgent = true;
        pending.add(1);
        backfill.start();
        backfill.noticed(YACHT);
        assertThat(encoder.calls).isEmpty();

        urgent = false;
        await().until(() -> pending.waiting.isEmpty());
    }

    @Test
    void anOutageIsWaitedForAndTheWorkGoesOn() {
        pending.add(3);
        encoder.away = 3;
        backfill.start();
        backfill.noticed(YACHT);

        await().until(() -> pending.waiting.isEmpty());
    }

    @Test
    void aTextThatIsRefusedIsStoredAsUnreadableAndHoldsUpNobody() {
        pending.add(5);
        encoder.refused.add("text 2");
        backfill.start();
        backfill.noticed(YACHT);

        await().until(() -> pending.waiting.isEmpty());
        assertThat(pending.saved.get("s/" + new UUID(1, 2))).isEmpty();
        assertThat(pending.saved.get("s/" + new UUID(1, 3))).isNotEmpty();
    }

    @Test
    void settingsThatAreRefusedMakeNoTextUnreadable() {
        pending.add(2);
        encoder.refused.add(Encoder.ANY);
        backfill.start();
        backfill.noticed(YACHT);
        await().until(() -> encoder.asked >= 3);

        assertThat(pending.saved).isEmpty();
        encoder.refused.clear();
        await().until(() -> pending.waiting.isEmpty());
        assertThat(pending.saved.values()).noneMatch(packed -> packed.length == 0);
    }

    @Test
    void anUnexpectedFailureIsTriedAgain() {
        pending.add(1);
        pending.broken = 2;
        backfill.start();
        backfill.noticed(YACHT);

        await().until(() -> pending.waiting.isEmpty());
    }

    @Test
    void nothingIsFilledWhereNothingIsReadFromIt() {
        backfill = backfill(RerankProperties.Method.REMOTE);
        pending.add(1);
        backfill.start();
        backfill.published(YACHT, 1, 1, true);
        backfill.noticed(YACHT);
        backfill.stop();

        assertThat(encoder.asked).isZero();
    }

    private TokenVectorBackfill backfill(RerankProperties.Method method) {
        return new TokenVectorBackfill(
                pending,
                encoder,
                new BackfillProperties(true, 2, Duration.ofMillis(1), Duration.ofMillis(4)),
                new RerankProperties(
                        method, 20, Duration.ofSeconds(1), null, new RerankProperties.Blend(0, 0.5, 0.5, 0.5, 0.7)),
                new TokenVectorProperties(true, 2, 0, 2, DataSize.ofMegabytes(1)),
                new EmbeddingProperties(
                        URI.create("http://localhost:1"),
                        null,
                        "m",
                        "m",
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)),
                () -> urgent);
    }

    private static final class Pending implements PendingTokenVectors {
        private final Map<UUID, PendingText> waiting = new ConcurrentHashMap<>();
        private final Map<String, byte[]> saved = new ConcurrentHashMap<>();
        private final Set<String> tidied = ConcurrentHashMap.newKeySet();
        private volatile int broken;

        void add(int count) {
            for (int i = 0; i < count; i++) {
                waiting.put(new UUID(1, i), new PendingText(new UUID(1, i), "1", "text " + i));
            }
        }

        @Override
        public List<PendingText> next(YachtId yacht, String space, int most) {
            if (broken > 0) {
                broken--;
                throw new IllegalStateException("broken");
            }
            return waiting.values().stream()
                    .sorted((a, b) -> a.chunk().compareTo(b.chunk()))
                    .limit(most)
                    .toList();
        }

        @Override
        public void save(YachtId yacht, String space, Map<PendingText, byte[]> vectors) {
            new LinkedHashMap<>(vectors).forEach((text, packed) -> {
                saved.put(space + "/" + text.chunk(), packed);
                waiting.remove(text.chunk());
            });
        }

        @Override
        public void tidy(YachtId yacht, String space) {
            tidied.add(space);
        }
    }

    private static final class Encoder implements TokenEncoder {
        static final String ANY = "any";

        private final List<List<String>> calls = new CopyOnWriteArrayList<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();
        private volatile int away;
        private volatile int asked;

        @Override
        public QueryTokens query(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PassageTokens passages(List<String> texts) {
            calls.add(texts);
            if (away > 0) {
                away--;
                throw new TokenVectorsUnavailableException("away");
            }
            refuse(texts);
            return new PassageTokens(
                    "s",
                    texts.stream()
                            .map(each -> TokenVectorMatrix.quantize(new float[] {1, 0}, 2))
                            .toList());
        }

        @Override
        public String space() {
            asked++;
            refuse(List.of());
            return "s";
        }

        private void refuse(List<String> texts) {
            if (refused.contains(ANY) || texts.stream().anyMatch(refused::contains)) {
                throw new TokenVectorsUnavailableException("refused", true, new IllegalArgumentException("refused"));
            }
        }
    }
}
