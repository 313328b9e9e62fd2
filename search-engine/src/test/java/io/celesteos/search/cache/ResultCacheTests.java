package io.celesteos.search.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.Deadline;
import io.celesteos.contracts.search.SearchMetadata;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.tenancy.YachtId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

class ResultCacheTests {

    private static final CacheKey KEY = new CacheKey(new YachtId(new UUID(0, 1)), 1, "abc");
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(20));

    private final AtomicLong nanos = new AtomicLong();
    private final Map<CacheKey, SearchResponse> far = new ConcurrentHashMap<>();
    private final ResultCache cache = cache(true);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void anAnswerIsKeptForItsHourAndNotLonger() {
        assertThat(ask(KEY).hit()).isFalse();
        assertThat(ask(KEY).hit()).isTrue();
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        far.clear();
        assertThat(ask(KEY).hit()).isFalse();
        assertThat(computed).hasValue(2);
    }

    @Test
    void anotherYachtOrGenerationIsAnotherAnswer() {
        ask(KEY);

        assertThat(ask(new CacheKey(KEY.yacht(), 2, "abc")).hit()).isFalse();
        assertThat(ask(new CacheKey(new YachtId(new UUID(0, 2)), 1, "abc")).hit())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Degradation.class, mode = EnumSource.Mode.EXCLUDE, names = "VECTORS_INCOMPLETE")
    void whatTheNextAttemptMayDoBetterIsNotKept(Degradation missing) {
        cache.get(KEY, SOON, () -> answer(Degradation.VECTORS_INCOMPLETE, missing));

        assertThat(ask(KEY).hit()).isFalse();
    }

    @Test
    void missingVectorsAreKeptForTheyComeWithANewGeneration() {
        cache.get(KEY, SOON, () -> answer(Degradation.VECTORS_INCOMPLETE));

        assertThat(ask(KEY).hit()).isTrue();
    }

    @Test
    void aFailureIsNotKept() {
        assertThatThrownBy(() -> cache.get(KEY, SOON, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(ask(KEY).hit()).isFalse();
    }

    @Test
    void aQuestionAskedByManyAtOnceIsComputedOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResultCache.Answer> first = threads.submit(() -> cache.get(KEY, SOON, () -> {
                inside.countDown();
                await(go);
                return compute();
            }));
            inside.await();
            List<Thread> others = new ArrayList<>();
            List<ResultCache.Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 20; i++) {
                others.add(Thread.ofPlatform().start(() -> answers.add(ask(KEY))));
            }
            Awaitility.await()
                    .until(() -> others.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING));
            go.countDown();
            for (Thread other : others) {
                other.join();
            }

            assertThat(first.get().hit()).isFalse();
            assertThat(answers).hasSize(20).allMatch(ResultCache.Answer::hit);
            assertThat(computed).hasValue(1);
        }
    }

    @Test
    void aWaiterLeavesAtItsOwnDeadlineAndOutlivesTheFirstOnesFailure() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResultCache.Answer> first = threads.submit(() -> cache.get(KEY, SOON, () -> {
                inside.countDown();
                await(go);
                throw ProblemException.of(ProblemType.DEADLINE_EXCEEDED, "mine was short");
            }));
            inside.await();

            assertThatThrownBy(() -> cache.get(KEY, Deadline.in(Duration.ofMillis(1)), this::compute))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.DEADLINE_EXCEEDED));

            Thread[] waiting = new Thread[1];
            Future<ResultCache.Answer> second = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                return ask(KEY);
            });
            Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
            go.countDown();

            assertThat(second.get().hit()).isFalse();
            assertThatThrownBy(first::get).hasRootCauseMessage("mine was short");
        }
    }

    @Test
    void whoWouldHaveWaitedLongerIsNotGivenWhatAShortDeadlineCutShort() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Deadline inAHurry = Deadline.in(Duration.ofSeconds(60));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResultCache.Answer> hurried = threads.submit(() -> cache.get(KEY, inAHurry, () -> {
                inside.countDown();
                await(go);
                return answer(Degradation.VECTOR_SEARCH_UNAVAILABLE);
            }));
            inside.await();
            List<Waiting> patient = List.of(patient(threads), patient(threads), patient(threads));
            Waiting alike = wait(threads, inAHurry, this::compute);
            go.countDown();

            assertThat(hurried.get().response().searchMetadata().degraded()).isNotEmpty();
            assertThat(alike.answer().get().response().searchMetadata().degraded())
                    .isNotEmpty();
            for (Waiting each : patient) {
                assertThat(each.answer().get().response().searchMetadata().degraded())
                        .isEmpty();
            }
            assertThat(computed).as("the patient ones share theirs").hasValue(1);
        }
    }

    @Test
    void aFailureThatLastsIsToldToAllWhoWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Deadline same = Deadline.in(Duration.ofSeconds(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Waiting> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(wait(threads, same, () -> {
                    await(go);
                    throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "not now");
                }));
            }
            go.countDown();
            for (Waiting each : all) {
                assertThatThrownBy(() -> each.answer().get()).hasRootCauseMessage("not now");
            }
        }
    }

    @Test
    void whatAnotherReplicaAnsweredIsNotComputed() {
        far.put(KEY, answer());

        assertThat(ask(KEY).hit()).isTrue();
        far.clear();
        assertThat(ask(KEY).hit()).as("kept near from now on").isTrue();
        assertThat(computed).hasValue(0);
    }

    @Test
    void whatIsComputedIsGivenToTheOthersUnlessItLacksSomething() {
        cache.get(KEY, SOON, () -> answer(Degradation.EMBEDDING_UNAVAILABLE));
        assertThat(far).isEmpty();

        ask(KEY);
        assertThat(far).containsOnlyKeys(KEY);
    }

    /** Somebody who waits for another's answer. */
    private record Waiting(Future<ResultCache.Answer> answer) {}

    private Waiting patient(ExecutorService threads) {
        return wait(threads, Deadline.in(Duration.ofMinutes(5)), this::compute);
    }

    private Waiting wait(ExecutorService threads, Deadline deadline, Supplier<SearchResponse> compute) {
        Thread[] waiting = new Thread[1];
        Future<ResultCache.Answer> answer = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return cache.get(KEY, deadline, compute);
        });
        Awaitility.await()
                .until(() -> waiting[0] != null
                        && (waiting[0].getState() == Thread.State.TIMED_WAITING
                                || waiting[0].getState() == Thread.State.WAITING));
        return new Waiting(answer);
    }

    private ResultCache cache(boolean enabled) {
        return new ResultCache(
                new CacheProperties(
                        enabled,
                        Duration.ofHours(1),
                        DataSize.ofMegabytes(1),
                        null,
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5)),
                new CacheKeys("release 1"),
                new AnswerStore() {
                    @Override
                    public Optional<SearchResponse> get(CacheKey key) {
                        return Optional.ofNullable(far.get(key));
                    }

                    @Override
                    public void put(CacheKey key, SearchResponse answer) {
                        far.put(key, answer);
                    }
                },
                new SimpleMeterRegistry(),
                nanos::get);
    }

    @Test
    void switchedOffItKeepsNothing() {
        ResultCache off = cache(false);

        off.get(KEY, SOON, this::compute);

        assertThat(off.get(KEY, SOON, this::compute).hit()).isFalse();
    }

    private ResultCache.Answer ask(CacheKey key) {
        return cache.get(key, SOON, this::compute);
    }

    private SearchResponse compute() {
        computed.incrementAndGet();
        return answer();
    }

    private static SearchResponse answer(Degradation... degraded) {
        return new SearchResponse(
                List.of(),
                new SearchMetadata(
                        SearchType.HYBRID, 0, 0, false, 0, null, Map.of(), null, Map.of(), List.of(degraded)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
