package io.celesteos.streaming.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.SearchClient;
import io.celesteos.contracts.search.SearchResponse;
import io.celesteos.contracts.search.SearchType;
import io.celesteos.contracts.streaming.StreamEventType;
import io.celesteos.streaming.event.AnswerKind;
import io.celesteos.streaming.event.Citation;
import io.celesteos.streaming.event.Stage;
import io.celesteos.streaming.event.StreamEvent;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.provider.Grounding;
import io.celesteos.streaming.provider.LlmProvider;
import io.celesteos.streaming.provider.TokenSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The recipe with sources that the test holds back or breaks, without HTTP. */
class StreamPipelineTests {

    private static final StreamQuery QUERY = StreamQuery.of("generator overheating", Samples.YACHT_ID, 5, true);

    /** Longer than any run here: the tests that are about it ask at once. */
    private Duration fusedAfter = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OpenRuns openRuns = new OpenRuns(new ShutdownProperties(Duration.ofMillis(1)));
    private SearchClient search =
            request -> request.searchTypeOrDefault() == SearchType.BM25 ? Samples.firstHits() : Samples.finalHits();
    private NlpClient nlp = request -> Samples.understood();
    private LlmProvider llm = provider((grounding, sink) -> {
        sink.token("It is hot. [1]");
        return List.of(new Citation(1, grounding.passages().getFirst().id(), "t", null, "It is hot."));
    });

    @Test
    void theStartLeavesBeforeAnybodyHasAnswered() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        search = request -> {
            await(mayAnswer);
            return Samples.finalHits();
        };
        nlp = request -> {
            await(mayAnswer);
            return Samples.understood();
        };
        try (StreamRun run = start(Duration.ofSeconds(30))) {
            assertThat(run.next(Duration.ofSeconds(20))).isInstanceOf(StreamEvent.Started.class);
            assertThat(run.hasMore()).isFalse();
            mayAnswer.countDown();
        }
    }

    @Test
    void aSlowNlpServiceHoldsUpNothingButTheEnd() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        nlp = request -> {
            await(answered);
            return Samples.understood();
        };
        Recorded seen = pump(event -> {
            if (event instanceof StreamEvent.Cited) {
                answered.countDown();
            }
            return false;
        });
        assertThat(seen.types())
                .endsWith(StreamEventType.CITATIONS, StreamEventType.ENTITIES, StreamEventType.COMPLETE);
    }

    @Test
    void hitsOfTheFirstSearchThatComeAfterTheFullOneAreNotTold() throws Exception {
        CountDownLatch reranked = new CountDownLatch(1);
        search = request -> {
            if (request.searchTypeOrDefault() == SearchType.BM25) {
                await(reranked);
                return Samples.firstHits();
            }
            return Samples.finalHits();
        };
        Recorded seen = pump(event -> {
            if (event instanceof StreamEvent.Reranked) {
                reranked.countDown();
            }
            return false;
        });
        // Hit 2 is in the first search alone.
        assertThat(seen.events().stream()
                        .filter(StreamEvent.Result.class::isInstance)
                        .map(event -> ((StreamEvent.Result) event).hit().hit().id()))
                .containsExactly(Samples.id(3), Samples.id(1));
    }

    @Test
    void aProviderThatBreaksCostsTheAnswerAlone() throws Exception {
        llm = provider((grounding, sink) -> {
            throw new IllegalStateException("broken");
        });
        Recorded seen = pump(event -> false);
        assertThat(seen.types())
                .contains(StreamEventType.RERANK, StreamEventType.DEGRADED)
                .doesNotContain(StreamEventType.LLM_CHUNK, StreamEventType.CITATIONS)
                .endsWith(StreamEventType.COMPLETE);
    }

    @Test
    void aProviderThatFindsNothingToSaySaysSo() throws Exception {
        llm = provider((grounding, sink) -> List.of());
        Recorded seen = pump(event -> false);
        assertThat(((StreamEvent.Completed) seen.events().getLast()).degraded())
                .extracting(Enum::name)
                .containsExactly("ANSWER_UNAVAILABLE");
    }

    @Test
    void anAnswerThatIsLateIsCutAtTheDeadlineAndNothingFollowsTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        llm = provider((grounding, sink) -> {
            sink.token("It");
            never.await();
            return List.of();
        });
        Recorded seen = new Recorded(event -> false);
        new StreamPump(properties(16)).pump(start(Duration.ofMillis(500)), seen);
        assertThat(seen.types())
                .contains(StreamEventType.LLM_CHUNK, StreamEventType.DEGRADED)
                .endsWith(StreamEventType.COMPLETE);
    }

    @Test
    void aBugIsAnInternalErrorWithoutItsInsides() throws Exception {
        llm = provider((grounding, sink) -> List.of());
        nlp = request -> null;
        search = request -> Samples.firstHits();
        Recorded seen = pump(event -> false);
        StreamEvent.Failed failed = (StreamEvent.Failed) seen.events().getLast();
        assertThat(failed.problem().code()).isEqualTo("internal_error");
        assertThat(failed.problem().detail()).doesNotContain("null");
    }

    @Test
    void aCallerWhoIsGoneEndsTheRun() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        search = request -> {
            try {
                asked.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
            throw new IllegalStateException("stopped");
        };
        Recorded gone = new Recorded(event -> true);
        assertThatThrownBy(() -> new StreamPump(properties(16)).pump(start(Duration.ofSeconds(30)), gone))
                .isInstanceOf(IOException.class);
        await(interrupted);
        assertThat(meters.get("streaming.run")
                        .tag("outcome", "cancelled")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aReaderSlowerThanTheDeadlineIsToldWhenItComesBack() throws Exception {
        CountDownLatch letGo = new CountDownLatch(1);
        List<String> written = new ArrayList<>();
        llm = provider((grounding, sink) -> {
            try {
                for (int i = 0; i < 100; i++) {
                    sink.token("word ");
                    written.add("word ");
                }
                return List.of();
            } finally {
                letGo.countDown();
            }
        });
        List<StreamEvent> read = new ArrayList<>();
        try (StreamRun run = start(Duration.ofMillis(300))) {
            // Nothing is read from the queue of 16 places before the deadline has let the writer go.
            await(letGo);
            while (read.isEmpty() || !read.getLast().last()) {
                read.add(run.next(Duration.ofSeconds(20)));
            }
        }
        assertThat(written).hasSizeLessThan(16);
        // The queue's 16, the word that the answer is missing where the reader made room for it, and the end.
        assertThat(read).hasSizeLessThanOrEqualTo(18);
    }

    @Test
    void aSlowRerankerIsWaitedForWithTheFusedOrderInHand() throws Exception {
        fusedAfter = Duration.ZERO;
        CountDownLatch firstHitsTold = new CountDownLatch(2);
        CountDownLatch fusedHitsTold = new CountDownLatch(2);
        search = request -> {
            if (request.searchTypeOrDefault() == SearchType.BM25) {
                return Samples.firstHits();
            }
            await(request.rerankOrDefault() ? fusedHitsTold : firstHitsTold);
            return request.rerankOrDefault() ? Samples.finalHits() : fused();
        };
        List<StreamEvent.Result> results = new ArrayList<>();
        Recorded seen = pump(event -> {
            if (event instanceof StreamEvent.Result result && !results.contains(result)) {
                results.add(result);
                (result.stage() == Stage.LEXICAL ? firstHitsTold : fusedHitsTold).countDown();
            }
            return false;
        });
        // Hit 2 was told by the first search already; in the fused order it has another place, so it is told again.
        assertThat(results)
                .extracting(result -> result.hit().hit().id(), StreamEvent.Result::stage)
                .containsExactly(
                        tuple(Samples.id(1), Stage.LEXICAL),
                        tuple(Samples.id(2), Stage.LEXICAL),
                        tuple(Samples.id(2), Stage.FUSED),
                        tuple(Samples.id(3), Stage.FUSED));
        assertThat(seen.types()).containsOnlyOnce(StreamEventType.RERANK).endsWith(StreamEventType.COMPLETE);
        assertThat(((StreamEvent.Completed) seen.events().getLast()).degraded()).isEmpty();
    }

    @Test
    void whenTheRerankerNeverEndsTheFusedOrderStands() throws Exception {
        fusedAfter = Duration.ZERO;
        CountDownLatch never = new CountDownLatch(1);
        search = request -> {
            if (request.searchTypeOrDefault() == SearchType.BM25) {
                return Samples.firstHits();
            }
            if (request.rerankOrDefault()) {
                await(never);
            }
            return fused();
        };
        Recorded seen = new Recorded(event -> false);
        new StreamPump(properties(16)).pump(start(Duration.ofSeconds(5)), seen);
        StreamEvent.Reranked order = (StreamEvent.Reranked) seen.events().stream()
                .filter(StreamEvent.Reranked.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(order.reranked()).isFalse();
        assertThat(order.results())
                .extracting(StreamEvent.Reranked.Place::id)
                .containsExactly(Samples.id(2), Samples.id(3));
        assertThat(((StreamEvent.Completed) seen.events().getLast()).degraded())
                .extracting(Enum::name)
                .contains("RERANK_UNAVAILABLE");
    }

    @Test
    void whenTheFullSearchFailsTheFusedOneThatIsUnderWayIsWaitedFor() throws Exception {
        fusedAfter = Duration.ZERO;
        CountDownLatch fusedIsAsked = new CountDownLatch(1);
        search = request -> {
            if (request.searchTypeOrDefault() == SearchType.BM25) {
                return Samples.firstHits();
            }
            if (request.rerankOrDefault()) {
                await(fusedIsAsked);
                throw new IllegalStateException("broken");
            }
            fusedIsAsked.countDown();
            var timings = RequestContext.current().timings();
            Awaitility.await().until(() -> timings.millis().containsKey("search"));
            return fused();
        };
        Recorded seen = pump(event -> false);
        assertThat(((StreamEvent.Completed) seen.events().getLast()).degraded())
                .extracting(Enum::name)
                .containsExactly("RERANK_UNAVAILABLE");
    }

    private static SearchResponse fused() {
        return Samples.found(
                SearchType.HYBRID,
                false,
                Samples.hit(2, 0.7, "The bilge pump starts by itself at high level."),
                Samples.hit(3, 0.6, "An overheating generator must be stopped before the coolant reaches 103 °C."));
    }

    @Test
    void aServiceThatStopsEndsItsRunsWithAnEventThatInvitesBack() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        search = request -> {
            if (request.searchTypeOrDefault() == SearchType.BM25) {
                return Samples.firstHits();
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
            throw new IllegalStateException("stopped");
        };
        Recorded seen = pump(event -> {
            if (event instanceof StreamEvent.Result) {
                openRuns.stop();
            }
            return false;
        });
        await(interrupted);
        StreamEvent.Failed last = (StreamEvent.Failed) seen.events().getLast();
        assertThat(last.problem().code()).isEqualTo("shutting_down");
        assertThat(last.problem().retryable()).isTrue();
        assertThat(last.partial()).isTrue();
        assertThatThrownBy(() -> start(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.SHUTTING_DOWN));
    }

    @Test
    void aServiceThatStopsWaitsForRunsThatEndByThemselves() throws Exception {
        OpenRuns patient = new OpenRuns(new ShutdownProperties(Duration.ofSeconds(30)));
        StreamPipeline pipeline =
                new StreamPipeline(new Sources(search, nlp, llm), properties(16), new StreamMeters(meters), patient);
        StreamRun run = pipeline.start(QUERY, RequestContext.background(Duration.ofSeconds(30)));
        Thread stopping = Thread.ofVirtual().start(patient::stop);
        Recorded seen = new Recorded(event -> false);
        new StreamPump(properties(16)).pump(run, seen);
        stopping.join();
        assertThat(seen.types()).endsWith(StreamEventType.COMPLETE);
    }

    @Test
    void aCancelledRunEndsTheCallsBehindAndSaysSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        search = request -> {
            try {
                asked.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
            throw new IllegalStateException("stopped");
        };
        try (StreamRun run = start(Duration.ofSeconds(30))) {
            assertThat(run.next(Duration.ofSeconds(20))).isInstanceOf(StreamEvent.Started.class);
            await(asked);
            run.cancel();
            await(interrupted);
            StreamEvent last = run.next(Duration.ofSeconds(20));
            while (last != null && !last.last()) {
                last = run.next(Duration.ofSeconds(20));
            }
            assertThat(((StreamEvent.Failed) last).problem().code()).isEqualTo("cancelled");
        }
    }

    private Recorded pump(Predicate<StreamEvent> gone) throws IOException {
        Recorded seen = new Recorded(gone);
        new StreamPump(properties(16)).pump(start(Duration.ofSeconds(30)), seen);
        assertThat(seen.events().getFirst()).isInstanceOf(StreamEvent.Started.class);
        assertThat(seen.events().stream().filter(StreamEvent::last)).hasSize(1);
        return seen;
    }

    private StreamRun start(Duration budget) {
        return new StreamPipeline(new Sources(search, nlp, llm), properties(16), new StreamMeters(meters), openRuns)
                .start(QUERY, RequestContext.background(budget));
    }

    private RelayProperties properties(int capacity) {
        return new RelayProperties(
                Duration.ofSeconds(15), Duration.ofMillis(20), capacity, Duration.ofMillis(100), fusedAfter);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited too long");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private interface Writer {
        List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException;
    }

    private static LlmProvider provider(Writer writer) {
        return new LlmProvider() {
            @Override
            public AnswerKind kind() {
                return AnswerKind.EXTRACTIVE;
            }

            @Override
            public List<Citation> write(Grounding grounding, TokenSink sink) throws InterruptedException {
                return writer.write(grounding, sink);
            }
        };
    }

    /** What came, and when the caller is seen to have gone. */
    private record Recorded(List<StreamEvent> events, Predicate<StreamEvent> gone) implements FrameSink {

        Recorded(Predicate<StreamEvent> gone) {
            this(new ArrayList<>(), gone);
        }

        List<StreamEventType> types() {
            return events.stream().map(StreamEvent::eventType).toList();
        }

        @Override
        public void event(long number, StreamEvent event) {
            assertThat(number).isEqualTo(events.size() + 1);
            events.add(event);
            gone.test(event);
        }

        @Override
        public boolean callerGone() {
            return gone.test(events.getLast());
        }
    }
}
