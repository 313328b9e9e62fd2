package io.celesteos.search.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.celesteos.contracts.knowledge.KnowledgeFilters;
import io.celesteos.contracts.knowledge.KnowledgeResponse;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** What stands between callers and the indexes: rate, kept answers, settings. */
class KnowledgeGuardsTests {

    private final AtomicLong nanos = new AtomicLong(5);

    @Test
    void aBurstIsAnsweredAndThenAFewASecond() {
        RateLimit limit = new RateLimit(60, 3, nanos::get);
        assertThat(limit.take(Shelves.A)).isEqualTo(2);
        limit.take(Shelves.A);
        assertThat(limit.take(Shelves.A)).isZero();

        ProblemException refusal = refused(limit, Shelves.A);
        assertThat(refusal.type()).isEqualTo(ProblemType.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofMillis(999), Duration.ofMillis(1_001));
        // One yacht's hurry is not another's.
        assertThat(limit.take(Shelves.B)).isEqualTo(2);
        assertThat(limit.take(null)).isEqualTo(2);

        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());
        assertThat(limit.take(Shelves.A)).isZero();
        assertThat(refused(limit, Shelves.A)).isNotNull();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(limit.take(Shelves.A)).isEqualTo(2);
    }

    @Test
    void anAnswerIsKeptForTheSameYachtAndTheSameState() {
        AnswerCache cache = new AnswerCache(100_000, Duration.ofMinutes(1), nanos::get);
        KnowledgeResponse mine = new KnowledgeResponse(List.of(), "q", 0, List.of(), null);

        assertThat(cache.get(key(Shelves.A, "1", "q"), () -> mine).cache()).isEqualTo("miss");
        assertThat(cache.get(key(Shelves.A, "1", "q"), () -> fail()).cache()).isEqualTo("hit");
        for (AnswerCache.Key other : List.of(
                key(Shelves.B, "1", "q"), key(null, "1", "q"), key(Shelves.A, "2", "q"), key(Shelves.A, "1", "p"))) {
            assertThat(cache.get(other, () -> mine).cache()).isEqualTo("miss");
        }
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(cache.get(key(Shelves.A, "1", "q"), () -> mine).cache()).isEqualTo("miss");
    }

    @Test
    void anAnswerThatTheNextAttemptMayBetterIsNotKept() {
        AnswerCache cache = new AnswerCache(100_000, Duration.ofMinutes(1), nanos::get);
        cache.get(key(null, "1", "q"), () -> degraded(Degradation.EMBEDDING_UNAVAILABLE));
        assertThat(cache.get(key(null, "1", "q"), () -> degraded(Degradation.VECTORS_INCOMPLETE))
                        .cache())
                .isEqualTo("miss");
        assertThat(cache.get(key(null, "1", "q"), () -> fail()).cache()).isEqualTo("hit");
    }

    @Test
    void remindersOfReloadsAreBounded() {
        ReloadJobs jobs = new ReloadJobs();
        ReloadJobs.Job first = jobs.ask(null);
        for (int i = 0; i < 150; i++) {
            jobs.end(jobs.begin(), null);
            jobs.ask(null);
        }
        assertThat(jobs.find(first.id(), null)).isEmpty();
        assertThat(first.covers(Shelves.SHARED)).isTrue();
        ReloadJobs.Job ofA = jobs.ask(Shelves.A);
        assertThat(ofA.covers(new KnowledgeShelf(Shelves.A, "default"))).isTrue();
        assertThat(ofA.covers(Shelves.SHARED)).isTrue();
        assertThat(ofA.covers(new KnowledgeShelf(Shelves.B, "default"))).isFalse();
    }

    @Test
    void everyDefaultIsAsDocumented() {
        assertThat(bound(Map.of()))
                .isEqualTo(new KnowledgeProperties(
                        "knowledge",
                        "",
                        Duration.ofSeconds(2),
                        2000,
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(64),
                        12,
                        500,
                        300,
                        60,
                        DataSize.ofMegabytes(8),
                        Duration.ofHours(1),
                        16,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60)));
        assertThat(bound(Map.of("search.knowledge.folder", " ")).folder()).isEqualTo("knowledge");
    }

    @Test
    void settingsThatContradictEachOtherStopTheStart() {
        KnowledgeProperties usual = bound(Map.of());
        assertThatIllegalArgumentException().isThrownBy(() -> with(usual, Duration.ofSeconds(6), usual.maxFileSize()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(usual, usual.scanInterval(), DataSize.ofMegabytes(65)));
    }

    private static KnowledgeProperties with(KnowledgeProperties usual, Duration interval, DataSize file) {
        return new KnowledgeProperties(
                "knowledge",
                "",
                interval,
                usual.maxFiles(),
                file,
                usual.maxTotalSize(),
                usual.maxDepth(),
                usual.maxYachts(),
                usual.requestsPerMinute(),
                usual.burst(),
                usual.cacheSize(),
                usual.cacheTtl(),
                usual.fillBatch(),
                usual.fillPause(),
                usual.fillLimit());
    }

    private static KnowledgeProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("search.knowledge", KnowledgeProperties.class);
    }

    private static AnswerCache.Key key(YachtId yacht, String edition, String query) {
        return new AnswerCache.Key(
                KnowledgeShelf.visibleTo(yacht, "default"), edition, query, 5, KnowledgeFilters.none());
    }

    private static KnowledgeResponse degraded(Degradation what) {
        return new KnowledgeResponse(List.of(), "q", 0, List.of(what), null);
    }

    private static KnowledgeResponse fail() {
        throw new AssertionError("this should have been kept");
    }

    private static ProblemException refused(RateLimit limit, YachtId yacht) {
        return catchThrowableOfType(ProblemException.class, () -> limit.take(yacht));
    }
}
