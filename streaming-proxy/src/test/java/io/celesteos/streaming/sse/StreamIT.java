package io.celesteos.streaming.sse;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static io.celesteos.streaming.fake.Samples.id;
import static io.celesteos.streaming.fake.SseReader.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.SearchType;
import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import io.celesteos.streaming.fake.SseReader.Frame;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamIT extends StreamingStack {

    @Test
    void aStreamTellsEverythingOnceBetweenItsStartAndItsEnd() throws Exception {
        HttpResponse<InputStream> response = get(streamUri("query", QUESTION, "yacht_id", YACHT));
        List<Frame> frames = new SseReader(response.body()).rest();

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache, no-transform");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).isPresent();
        assertThat(names(frames).getFirst()).isEqualTo("start");
        assertThat(names(frames).getLast()).isEqualTo("complete");
        assertThat(names(frames))
                .containsOnlyOnce("start", "entities", "rerank", "citations", "complete")
                .doesNotContain("error", "degraded")
                .contains("llm_chunk");
        assertThat(frames.stream()
                        .filter(f -> f.event().equals("result"))
                        .map(f -> f.data().get("id").asString()))
                .doesNotHaveDuplicates()
                .contains(id(1).toString(), id(3).toString());
        for (int i = 0; i < frames.size(); i++) {
            boolean last = i == frames.size() - 1;
            assertThat(frames.get(i).id())
                    .matches((last ? "end-" : "") + "[A-Za-z0-9_-]{22}\\." + (i + 1))
                    .contains(frames.getFirst().id().substring(0, 22));
            assertThat(frames.get(i).retry()).isEqualTo(i == 0 ? "3000" : "");
        }
    }

    @Test
    void theEventsCarryWhatTheContractNames() throws Exception {
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(first(frames, "start").data().get("type").asString()).isEqualTo("search_start");
        assertThat(first(frames, "start").data().get("query").asString()).isEqualTo(QUESTION);
        assertThat(first(frames, "entities")
                        .data()
                        .at("/entities/equipment/0/text")
                        .asString())
                .isEqualTo("generator");
        assertThat(first(frames, "entities").data().at("/intent/primary").asString())
                .isEqualTo("diagnose_fault");
        assertThat(first(frames, "result").data().get("type").asString()).isEqualTo("document_chunk");
        assertThat(first(frames, "result").data().get("score").isNumber()).isTrue();
        assertThat(first(frames, "result").data().get("title").asString()).startsWith("Manual");
        assertThat(first(frames, "rerank").data().get("reranked").asBoolean()).isTrue();
        assertThat(first(frames, "llm_chunk").data().get("chunk_id").asInt()).isEqualTo(1);
        assertThat(first(frames, "llm_chunk").data().get("kind").asString()).isEqualTo("extractive");
        assertThat(first(frames, "citations").data().at("/citations/0/number").asInt())
                .isEqualTo(1);
        assertThat(first(frames, "complete").data().get("total_results").asInt())
                .isEqualTo(2);
        assertThat(first(frames, "complete").data().get("latency_ms").isNumber())
                .isTrue();
        assertThat(first(frames, "complete").data().get("degraded").isEmpty()).isTrue();
    }

    @Test
    void everyNumberInTheAnswerIsACitationOfAHitThatHoldsItsQuote() throws Exception {
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);
        StringBuilder text = new StringBuilder();
        frames.stream()
                .filter(f -> f.event().equals("llm_chunk"))
                .forEach(f -> text.append(f.data().get("content").asString()));

        assertThat(text.toString()).contains("must be stopped before the coolant reaches 103 °C. [1]");
        first(frames, "citations").data().get("citations").forEach(citation -> {
            assertThat(text.toString()).contains("[" + citation.get("number").asInt() + "]");
            String content = frames.stream()
                    .filter(f -> f.event().equals("result"))
                    .filter(f -> f.data().get("id").equals(citation.get("id")))
                    .findFirst()
                    .orElseThrow()
                    .data()
                    .get("content")
                    .asString();
            assertThat(content).contains(citation.get("quote").asString());
        });
    }

    @Test
    void theFirstResultsLeaveWhileTheFullSearchIsStillAtWork() throws Exception {
        CountDownLatch fullSearchMayAnswer = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            fullSearchMayAnswer.await();
            return Reply.ok(Samples.finalHits());
        });
        try (SseReader reader = open(QUESTION)) {
            List<Frame> early = reader.until("result");
            assertThat(early.getLast().data().get("stage").asString()).isEqualTo("lexical");
            assertThat(names(early)).doesNotContain("rerank", "llm_chunk");

            fullSearchMayAnswer.countDown();
            List<Frame> late = reader.rest();
            assertThat(first(late, "rerank").data().at("/results/0/id").asString())
                    .isEqualTo(id(3).toString());
            assertThat(first(late, "rerank").data().at("/results/1/id").asString())
                    .isEqualTo(id(1).toString());
            assertThat(first(late, "rerank").data().at("/results/1/score").asDouble())
                    .isEqualTo(0.8);
            // The new hit is told before the order that names it.
            assertThat(names(late).indexOf("result")).isLessThan(names(late).indexOf("rerank"));
            assertThat(names(late).indexOf("llm_chunk"))
                    .isGreaterThan(names(late).indexOf("rerank"));
        }
    }

    @Test
    void theRequestIsPassedOnWithItsIdItsDeadlineAndItsLimits() throws Exception {
        List<FakeService.Call> calls = Collections.synchronizedList(new ArrayList<>());
        searchAnswers(
                call -> {
                    calls.add(call);
                    return Reply.ok(Samples.firstHits());
                },
                call -> {
                    calls.add(call);
                    return Reply.ok(Samples.finalHits());
                });
        get(
                        streamUri("query", QUESTION, "yacht_id", YACHT, "top_k", "7"),
                        "X-Request-Id",
                        "abc-1",
                        "X-Deadline-Ms",
                        "9000")
                .body()
                .readAllBytes();

        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            assertThat(call.headers()).containsEntry("x-request-id", "abc-1");
            assertThat(Integer.parseInt(call.headers().get("x-deadline-ms"))).isBetween(1, 9000);
            assertThat(tree(call.body()).get("top_k").asInt()).isEqualTo(7);
            assertThat(tree(call.body()).get("yacht_id").asString()).isEqualTo(YACHT);
        });
    }

    @Test
    void noAnswerIsWrittenWhenNoneIsWanted() throws Exception {
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT, "llm", "false");

        assertThat(names(frames)).contains("result", "complete").doesNotContain("llm_chunk", "citations", "degraded");
    }

    @Test
    void noHitsIsAGoodEndWithoutAnAnswer() throws Exception {
        searchAnswers(
                call -> Reply.ok(Samples.found(SearchType.BM25, false)),
                call -> Reply.ok(Samples.found(SearchType.HYBRID, true)));
        List<Frame> frames = stream("query", QUESTION, "yacht_id", YACHT);

        assertThat(names(frames)).doesNotContain("result", "llm_chunk", "degraded");
        assertThat(frames.getLast().event()).isEqualTo("complete");
        assertThat(frames.getLast().data().get("total_results").asInt()).isZero();
    }

    @Test
    void silenceIsBrokenByCommentsThatNoClientSees() throws Exception {
        CountDownLatch fullSearchMayAnswer = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            fullSearchMayAnswer.await();
            return Reply.ok(Samples.finalHits());
        });
        try (SseReader reader = open(QUESTION)) {
            int comments = 0;
            while (comments < 3) {
                comments += reader.next().isComment() ? 1 : 0;
            }
            fullSearchMayAnswer.countDown();
            assertThat(reader.rest().getLast().event()).isEqualTo("complete");
        }
    }

    @Test
    void aBrowserThatComesBackAfterTheEndIsToldToStop() throws Exception {
        assertThat(get(streamUri("query", QUESTION, "yacht_id", YACHT), "Last-Event-ID", "end-9")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get(streamUri("query", QUESTION, "yacht_id", YACHT), "Last-Event-ID", "4")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void threeHundredStreamsAtOnceAllComplete() throws Exception {
        CountDownLatch allAreOpen = new CountDownLatch(300);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            allAreOpen.await(20, TimeUnit.SECONDS);
            return Reply.ok(Samples.finalHits());
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Frame>>> streams = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String question = QUESTION + " " + i;
                streams.add(callers.submit(() -> {
                    try (SseReader reader = open(question)) {
                        List<Frame> frames = new ArrayList<>(reader.until("result"));
                        allAreOpen.countDown();
                        frames.addAll(reader.rest());
                        return frames;
                    }
                }));
            }
            for (int i = 0; i < 300; i++) {
                List<Frame> frames = streams.get(i).get();
                assertThat(frames.getFirst().data().get("query").asString()).isEqualTo(QUESTION + " " + i);
                assertThat(frames.getLast().event()).isEqualTo("complete");
                assertThat(frames.getLast().data().get("degraded").isEmpty()).isTrue();
            }
        }
        assertThat(allAreOpen.getCount()).isZero();
    }

    @Test
    void aClientThatAsksForThemGetsHeartbeatsAsEventsWithoutAnId() throws Exception {
        CountDownLatch fullSearchMayAnswer = new CountDownLatch(1);
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            fullSearchMayAnswer.await();
            return Reply.ok(Samples.finalHits());
        });
        var uri = streamUri("query", QUESTION, "yacht_id", YACHT, "heartbeat", "event");
        try (SseReader reader = new SseReader(get(uri).body())) {
            assertThat(reader.until("heartbeat").getLast().id()).isEmpty();
            fullSearchMayAnswer.countDown();
            assertThat(reader.rest().getLast().event()).isEqualTo("complete");
        }
    }

    @Test
    void whoCanReadCompressedStreamsGetsThemPlainAllTheSame() throws Exception {
        HttpResponse<InputStream> response =
                get(streamUri("query", QUESTION, "yacht_id", YACHT), "Accept-Encoding", "gzip, br");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new SseReader(response.body()).rest().getLast().event()).isEqualTo("complete");
    }

    private static Frame first(List<Frame> frames, String event) {
        return frames.stream()
                .filter(frame -> frame.event().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + event + " in " + names(frames)));
    }
}
