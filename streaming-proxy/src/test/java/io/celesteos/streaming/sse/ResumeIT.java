package io.celesteos.streaming.sse;

import static io.celesteos.streaming.fake.Samples.YACHT;
import static io.celesteos.streaming.fake.SseReader.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.StreamingStack;
import io.celesteos.streaming.fake.FakeService.Reply;
import io.celesteos.streaming.fake.Samples;
import io.celesteos.streaming.fake.SseReader;
import io.celesteos.streaming.fake.SseReader.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeIT extends StreamingStack {

    private static final String OTHER_YACHT = "00000000-0000-4000-8000-000000000002";

    private final AtomicInteger searches = new AtomicInteger();
    private final CountDownLatch fullSearchMayAnswer = new CountDownLatch(1);

    @BeforeEach
    void searchesAreCounted() {
        searchAnswers(
                call -> {
                    searches.incrementAndGet();
                    return Reply.ok(Samples.firstHits());
                },
                call -> {
                    searches.incrementAndGet();
                    return Reply.ok(Samples.finalHits());
                });
    }

    @Test
    void whoWasCutOffAfterAnyEventGetsTheRestWithoutAnotherSearch() throws Exception {
        List<Frame> all = stream("query", QUESTION, "yacht_id", YACHT);
        int asked = searches.get();
        for (int seen = 1; seen < all.size(); seen++) {
            List<Frame> rest = resume(YACHT, all.get(seen - 1).id());
            assertThat(rest).hasSize(all.size() - seen);
            assertThat(rest.getFirst().retry()).isEqualTo("3000");
            for (int i = 0; i < rest.size(); i++) {
                assertThat(rest.get(i).id()).isEqualTo(all.get(seen + i).id());
                assertThat(rest.get(i).data()).isEqualTo(all.get(seen + i).data());
            }
        }
        assertThat(searches).hasValue(asked);
        assertThat(get(
                                streamUri("query", QUESTION, "yacht_id", YACHT),
                                "Last-Event-ID",
                                all.getLast().id())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aPageThatCanSendNoHeaderNamesTheEventInTheAddress() throws Exception {
        List<Frame> all = stream("query", QUESTION, "yacht_id", YACHT);
        List<Frame> rest = stream(
                "query",
                QUESTION,
                "yacht_id",
                YACHT,
                "last_event_id",
                all.getFirst().id());
        assertThat(names(rest)).isEqualTo(names(all).subList(1, all.size()));
    }

    @Test
    void aRunThatMayBeResumedGoesOnForWhoComesBack() throws Exception {
        CompletableFuture<Boolean> hungUp = holdFullSearch();
        List<Frame> early = firstPart("resume", "true");
        CompletableFuture<List<Frame>> late = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                late.complete(resume(YACHT, early.getLast().id()));
            } catch (Exception failure) {
                late.completeExceptionally(failure);
            }
        });
        fullSearchMayAnswer.countDown();
        List<Frame> frames = new ArrayList<>(early);
        frames.addAll(late.get(20, TimeUnit.SECONDS));

        assertThat(names(frames))
                .containsOnlyOnce("start", "rerank", "citations", "complete")
                .endsWith("complete");
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).id()).endsWith("." + (i + 1));
        }
        assertThat(searches).hasValue(1);
        assertThat(hungUp).isNotDone();
    }

    @Test
    void whatARunSaidAfterItsCallerWasLostIsKept() throws Exception {
        holdFullSearch();
        List<Frame> early = firstPart("resume", "true");
        fullSearchMayAnswer.countDown();
        assertThat(names(resume(YACHT, early.getLast().id())))
                .contains("rerank")
                .endsWith("complete");
        assertThat(names(resume(YACHT, early.getLast().id())))
                .contains("rerank")
                .endsWith("complete");
        assertThat(searches).hasValue(1);
    }

    @Test
    void aRunThatWasGivenUpBeginsAnew() throws Exception {
        CompletableFuture<Boolean> hungUp = holdFullSearch();
        List<Frame> early = firstPart();
        assertThat(hungUp.get(10, TimeUnit.SECONDS)).isTrue();
        searchesAreCounted();
        assertNewStream(resume(YACHT, early.getLast().id()), early);
    }

    @Test
    void anotherYachtGetsNothingOfAStreamWhoseIdItKnows() throws Exception {
        List<Frame> all = stream("query", "the secret of the first yacht", "yacht_id", YACHT);
        List<Frame> stolen = resume(OTHER_YACHT, all.getFirst().id());
        assertNewStream(stolen, all);
        assertThat(stolen.toString()).doesNotContain("secret of the first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "AAAAAAAAAAAAAAAAAAAAAA.1",
                "AAAAAAAAAAAAAAAAAAAAAA.99999999999999999999",
                "AAAAAAAAAAAAAAAAAAAAAA.-1",
                "*.1",
                "../../stream:x.1",
                "%00",
            })
    void anIdThatNamesNoStreamBeginsANewOne(String id) throws Exception {
        assertNewStream(resume(YACHT, id), List.of());
    }

    @Test
    void aNumberThatTheStreamHasNotReachedBeginsANewOne() throws Exception {
        List<Frame> all = stream("query", QUESTION, "yacht_id", YACHT);
        assertNewStream(resume(YACHT, all.getFirst().id().replace(".1", ".999")), all);
    }

    private CompletableFuture<Boolean> holdFullSearch() {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        searchAnswers(call -> Reply.ok(Samples.firstHits()), call -> {
            searches.incrementAndGet();
            while (!fullSearchMayAnswer.await(10, TimeUnit.MILLISECONDS)) {
                if (call.hungUp()) {
                    hungUp.complete(true);
                    throw new IllegalStateException("nobody is there to answer");
                }
            }
            return Reply.ok(Samples.finalHits());
        });
        return hungUp;
    }

    /** All up to the second hit and the entities; then the connection is dropped. */
    private List<Frame> firstPart(String... more) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("query", QUESTION, "yacht_id", YACHT));
        parameters.addAll(List.of(more));
        List<Frame> seen = new ArrayList<>();
        try (SseReader reader =
                new SseReader(get(streamUri(parameters.toArray(String[]::new))).body())) {
            while (!names(seen).contains("entities") || !names(seen).contains("result")) {
                Frame next = reader.next();
                if (!next.isComment()) {
                    seen.add(next);
                }
            }
        }
        return seen;
    }

    private List<Frame> resume(String yacht, String id) throws Exception {
        var response = get(streamUri("query", QUESTION, "yacht_id", yacht), "Last-Event-ID", id);
        assertThat(response.statusCode()).isEqualTo(200);
        try (SseReader reader = new SseReader(response.body())) {
            return reader.rest();
        }
    }

    private static void assertNewStream(List<Frame> frames, List<Frame> earlier) {
        assertThat(names(frames)).startsWith("start").endsWith("complete");
        assertThat(frames.getFirst().id()).endsWith(".1");
        earlier.forEach(
                frame -> assertThat(frames).noneMatch(found -> found.id().equals(frame.id())));
    }
}
