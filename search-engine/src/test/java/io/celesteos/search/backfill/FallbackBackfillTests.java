package io.celesteos.search.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.fallback.FallbackEmbeddingProperties;
import io.celesteos.search.fallback.FallbackEmbeddingProperties.Encoding;
import io.celesteos.search.fallback.FillLedger;
import io.celesteos.search.fallback.PaidEmbedder;
import io.celesteos.search.fallback.Settings;
import io.celesteos.search.fallback.TokenEstimate;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.vector.EmbeddingRefusals;
import io.celesteos.search.vector.EmbeddingUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FallbackBackfillTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));

    private static final FallbackEmbeddingProperties SETTINGS = Settings.at("http://localhost:1/v1", 2, Encoding.FLOAT);
    private static final EmbeddingSpace SPACE = SETTINGS.embeddingSpace();

    private final WaitingChunks pending = new WaitingChunks();
    private final Provider provider = new Provider();
    private final Ledger ledger = new Ledger();
    private FallbackBackfill backfill = backfill(true);

    @AfterEach
    void stop() {
        backfill.stop();
        assertThat(pending.settled).as("jobs do not wait for this space").isZero();
        assertThat(pending.spaces()).isSubsetOf("openai/text-embedding-3-small@2");
    }

    @Test
    void everyChunkIsPaidForOnceInBoundedRequests() {
        pending.add(10, "passage ");
        run();

        await().until(() -> pending.waiting(SPACE).isEmpty());
        assertThat(provider.calls).extracting(List::size).containsExactly(4, 4, 2);
        await().until(() -> ledger.spent.get() == 30);
    }

    @Test
    void longPassagesGoInMoreRequests() {
        pending.add(4, "word ".repeat(3_000));
        run();

        await().until(() -> pending.waiting(SPACE).isEmpty());
        assertThat(provider.calls).extracting(List::size).containsExactly(1, 1, 1, 1);
    }

    @Test
    void anOutageIsWaitedForAndTheWorkGoesOn() {
        pending.add(3, "passage ");
        provider.away.set(3);
        run();

        await().until(() -> pending.waiting(SPACE).isEmpty());
        assertThat(provider.calls).hasSize(4);
    }

    @Test
    void whatWasSentInVainCountsAsSpent() {
        pending.add(3, "passage ");
        provider.away.set(2);
        run();

        await().until(() -> pending.waiting(SPACE).isEmpty());
        assertThat(ledger.spent).hasValue(2 * estimate(3) + 9);
    }

    @Test
    void whatTheProviderPutOffCostsNothing() {
        pending.add(3, "passage ");
        provider.away.set(2);
        provider.failure = () -> new EmbeddingUnavailableException("limited", Duration.ofMillis(1));
        run();

        await().until(() -> pending.waiting(SPACE).isEmpty());
        assertThat(ledger.spent).hasValue(9);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        pending.add(4, "passage ");
        provider.refused.add("passage 2");
        run();

        await().until(() -> pending.waiting(SPACE).equals(Set.of(new UUID(1, 2))));
        assertThat(ledger.spent).hasValue(9);
    }

    @Test
    void aRefusedPassageDoesNotHoldUpTheOthersAndIsNotSentAgain() {
        pending.add(4, "passage ");
        provider.refused.add("passage 2");
        run();

        await().until(() -> pending.waiting(SPACE).equals(Set.of(new UUID(1, 2))) && pending.looks.get() > 1);
        int calls = provider.calls.size();
        int looks = pending.looks.get();
        backfill.changed(YACHT);
        await().until(() -> pending.looks.get() > looks);
        assertThat(provider.calls).hasSize(calls);
    }

    @Test
    void withoutBudgetNothingIsSent() {
        pending.add(4, "passage ");
        ledger.budget.set(1);
        run();

        await().until(() -> ledger.refusals.get() == 1);
        assertThat(provider.calls).isEmpty();
    }

    @Test
    void whereAnotherInstanceFillsThisOneWaits() {
        pending.add(4, "passage ");
        ledger.leads = false;
        run();

        await().until(() -> ledger.asked.get() > 1);
        assertThat(provider.calls).isEmpty();

        ledger.leads = true;
        await().until(() -> pending.waiting(SPACE).isEmpty());
    }

    @Test
    void switchedOffItLeavesTheWorkToOthers() {
        backfill = backfill(false);
        run();

        assertThat(backfill.isRunning()).isFalse();
    }

    private static long estimate(int passages) {
        return IntStream.range(0, passages)
                .mapToLong(i -> TokenEstimate.of("passage " + i))
                .sum();
    }

    private void run() {
        backfill.start();
        backfill.published(YACHT, 1, 1, false);
    }

    private FallbackBackfill backfill(boolean enabled) {
        return new FallbackBackfill(
                pending,
                provider,
                new NoStore(),
                ledger,
                SETTINGS,
                new BackfillProperties(enabled, 2, Duration.ofMillis(1), Duration.ofMillis(4)));
    }

    private static final class Provider implements PaidEmbedder {
        final List<List<String>> calls = new CopyOnWriteArrayList<>();
        final Set<String> refused = new HashSet<>();
        final AtomicInteger away = new AtomicInteger();
        volatile Supplier<EmbeddingUnavailableException> failure = EmbeddingRefusals::away;

        @Override
        public Answer embed(List<String> texts, Duration limit) {
            calls.add(List.copyOf(texts));
            if (away.getAndDecrement() > 0) {
                throw failure.get();
            }
            if (texts.stream().anyMatch(refused::contains)) {
                throw EmbeddingRefusals.refused();
            }
            return new Answer(
                    texts.stream()
                            .map(each -> UnitVector.of(new float[] {1, 0}))
                            .toList(),
                    3L * texts.size());
        }
    }

    private static final class Ledger implements FillLedger {
        final AtomicLong spent = new AtomicLong();
        final AtomicLong budget = new AtomicLong(1_000_000);
        final AtomicInteger refusals = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean leads = true;

        @Override
        public boolean lead(YachtId yacht) {
            asked.incrementAndGet();
            return leads;
        }

        @Override
        public boolean reserve(YachtId yacht, long tokens) {
            if (spent.get() + tokens > budget.get()) {
                refusals.incrementAndGet();
                return false;
            }
            spent.addAndGet(tokens);
            return true;
        }

        @Override
        public void settle(YachtId yacht, long reserved, long used) {
            spent.addAndGet(used - reserved);
        }
    }
}
