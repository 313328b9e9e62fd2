package io.celesteos.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.answer.WebhookRequest;
import io.celesteos.contracts.answer.WebhookResponse;
import io.celesteos.contracts.nlp.ExtractRequest;
import io.celesteos.contracts.nlp.NlpClient;
import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.contracts.outcome.Outcome;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchClient;
import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.gateway.fallback.ExtractionFallback;
import io.celesteos.gateway.fallback.SearchFallback;
import io.celesteos.gateway.querylog.AskedQuery;
import io.celesteos.gateway.stack.Yachts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerOrchestratorTests {

    private final SideBySide sideBySide = new SideBySide();
    private final List<AskedQuery> logged = new ArrayList<>();
    private final AtomicReference<SearchRequest> searched = new AtomicReference<>();
    private final AtomicReference<ExtractRequest> extracted = new AtomicReference<>();

    private NlpClient nlp = request -> {
        extracted.set(request);
        return Samples.read("diagnose_fault");
    };
    private SearchClient search = request -> {
        searched.set(request);
        return Samples.found(List.of(Samples.hit(HitType.FAULT, "Overheating", "text", "<mark>text</mark>")));
    };
    private SearchFallback searchFallback = request -> Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE);
    private ExtractionFallback extractionFallback = request -> Outcome.unavailable(Degradation.NLP_UNAVAILABLE);

    @AfterEach
    void stop() {
        sideBySide.close();
    }

    @Test
    void bothServicesAreAskedForTheCredentialsYachtAndComeBackAsOneDocument() {
        WebhookResponse answer = ask(Duration.ofSeconds(5));
        assertThat(answer.results()).singleElement().satisfies(card -> {
            assertThat(card.title()).isEqualTo("Overheating");
            assertThat(card.preview()).isEqualTo("text");
            assertThat(card.actions()).startsWith("diagnose_fault");
            assertThat(card.highlights()).containsExactly("strainer");
            assertThat(card.metadata())
                    .containsEntry("manufacturer", "MTU")
                    .containsEntry("snippet", "<mark>text</mark>");
        });
        assertThat(answer.intent().primary()).isEqualTo("diagnose_fault");
        assertThat(answer.metadata().degraded()).isEmpty();
        assertThat(answer.metadata().totalResults()).isEqualTo(1);
        assertThat(answer.metadata().timingsMs()).containsKeys("nlp", "search");
        assertThat(searched.get().yachtId()).isEqualTo(Yachts.FIRST);
        assertThat(searched.get().topKOrDefault()).isEqualTo(7);
        assertThat(extracted.get().yachtId()).isEqualTo(Yachts.FIRST);
        assertThat(logged).singleElement().satisfies(line -> {
            assertThat(line.yacht()).isEqualTo(Yachts.FIRST);
            assertThat(line.userId()).isEqualTo("engineer");
            assertThat(line.query()).isEqualTo("Gen 2 overheating");
            assertThat(line.resultCount()).isEqualTo(1);
        });
    }

    @Test
    void theServicesWorkAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(2);
        NlpClient reading = nlp;
        SearchClient finding = search;
        nlp = request -> {
            meet(together);
            return reading.extract(request);
        };
        search = request -> {
            meet(together);
            return finding.search(request);
        };
        assertThat(ask(Duration.ofSeconds(20)).metadata().degraded()).isEmpty();
    }

    @Test
    void withoutExtractionThereAreResultsAndNoEntities() {
        nlp = request -> {
            throw new IllegalStateException("down");
        };
        WebhookResponse answer = ask(Duration.ofSeconds(5));
        assertThat(answer.results()).hasSize(1);
        assertThat(answer.results().getFirst().actions()).startsWith("view_fault");
        assertThat(answer.intent().primary()).isEqualTo("search");
        assertThat(answer.entities().equipment()).isEmpty();
        assertThat(answer.metadata().degraded()).containsExactly(Degradation.NLP_UNAVAILABLE);
        assertThat(logged.getFirst().degraded()).containsExactly(Degradation.NLP_UNAVAILABLE);
    }

    @Test
    void withoutSearchThereAreEntitiesAndNoResults() {
        search = request -> {
            throw new IllegalStateException("down");
        };
        WebhookResponse answer = ask(Duration.ofSeconds(5));
        assertThat(answer.results()).isEmpty();
        assertThat(answer.intent().primary()).isEqualTo("diagnose_fault");
        assertThat(answer.metadata().degraded()).containsExactly(Degradation.SEARCH_UNAVAILABLE);
    }

    @Test
    void whatStandsInForAServiceIsUsedAndNamed() {
        search = request -> {
            throw new IllegalStateException("down");
        };
        searchFallback = request -> Outcome.degraded(
                Samples.found(List.of(Samples.hit(HitType.PART, "Impeller", "c", ""))),
                Degradation.EMBEDDING_UNAVAILABLE);
        nlp = request -> {
            throw new IllegalStateException("down");
        };
        extractionFallback =
                request -> Outcome.degraded(Samples.read("check_stock"), Degradation.YACHT_CONTEXT_UNAVAILABLE);
        WebhookResponse answer = ask(Duration.ofSeconds(5));
        assertThat(answer.results()).hasSize(1);
        assertThat(answer.intent().primary()).isEqualTo("check_stock");
        assertThat(answer.metadata().degraded())
                .containsExactlyInAnyOrder(Degradation.EMBEDDING_UNAVAILABLE, Degradation.YACHT_CONTEXT_UNAVAILABLE);
    }

    @Test
    void whatTheServicesLackIsPassedOn() {
        search = request -> Samples.found(List.of(), Degradation.RERANK_UNAVAILABLE, Degradation.EMBEDDING_UNAVAILABLE);
        nlp = request -> Samples.read("search", Degradation.YACHT_CONTEXT_UNAVAILABLE);
        assertThat(ask(Duration.ofSeconds(5)).metadata().degraded())
                .containsExactly(
                        Degradation.RERANK_UNAVAILABLE,
                        Degradation.EMBEDDING_UNAVAILABLE,
                        Degradation.YACHT_CONTEXT_UNAVAILABLE);
    }

    @Test
    void aSearchThatMissesTheDeadlineIsLeftOutAndStopped() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        search = request -> {
            waitForInterruption(stopped);
            return Samples.found(List.of());
        };
        WebhookResponse answer = ask(Duration.ofMillis(300));
        assertThat(answer.metadata().degraded()).containsExactly(Degradation.SEARCH_UNAVAILABLE);
        assertThat(answer.intent().primary()).isEqualTo("diagnose_fault");
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceThatHangsLeavesItsFallbackTime() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(2);
        AtomicReference<Duration> left = new AtomicReference<>();
        search = request -> {
            waitForInterruption(stopped);
            return Samples.found(List.of());
        };
        nlp = request -> {
            waitForInterruption(stopped);
            return Samples.read("search");
        };
        searchFallback = request -> {
            left.set(RequestContext.current().deadline().remaining());
            return Outcome.degraded(
                    Samples.found(List.of(Samples.hit(HitType.PART, "Impeller", "c", ""))),
                    Degradation.SEARCH_FALLBACK);
        };
        extractionFallback = request -> Outcome.degraded(Samples.read("check_stock"), Degradation.NLP_FALLBACK);
        WebhookResponse answer = ask(Duration.ofSeconds(2));
        assertThat(answer.results()).hasSize(1);
        assertThat(answer.intent().primary()).isEqualTo("check_stock");
        assertThat(answer.metadata().degraded())
                .containsExactlyInAnyOrder(Degradation.SEARCH_FALLBACK, Degradation.NLP_FALLBACK);
        assertThat(left.get()).isPositive();
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceIsToldItsShareOfTheTimeAndNotTheWhole() {
        AtomicReference<Duration> told = new AtomicReference<>();
        SearchClient asked = search;
        search = request -> {
            told.set(RequestContext.current().deadline().remaining());
            return asked.search(request);
        };
        ask(Duration.ofSeconds(10));
        assertThat(told.get()).isLessThanOrEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void aFallbackThatHangsTooCostsNoMoreThanTheDeadline() {
        CountDownLatch stopped = new CountDownLatch(1);
        search = request -> {
            throw new IllegalStateException("down");
        };
        searchFallback = request -> {
            waitForInterruption(stopped);
            return Outcome.unavailable(Degradation.SEARCH_UNAVAILABLE);
        };
        WebhookResponse answer = ask(Duration.ofMillis(300));
        assertThat(answer.results()).isEmpty();
        assertThat(answer.metadata().degraded()).containsExactly(Degradation.SEARCH_UNAVAILABLE);
    }

    @Test
    void withoutAnythingTheAnswerIsUnavailableAndNotLogged() {
        search = request -> {
            throw new IllegalStateException("down");
        };
        nlp = request -> {
            throw new IllegalStateException("down");
        };
        refused(Duration.ofSeconds(5), ProblemType.UPSTREAM_UNAVAILABLE);
        assertThat(logged).isEmpty();
    }

    @Test
    void whenBothMissTheDeadlineItIsADeadline() {
        CountDownLatch stopped = new CountDownLatch(2);
        search = request -> {
            waitForInterruption(stopped);
            return Samples.found(List.of());
        };
        nlp = request -> {
            waitForInterruption(stopped);
            return Samples.read("search");
        };
        refused(Duration.ofMillis(200), ProblemType.DEADLINE_EXCEEDED);
    }

    private void refused(Duration budget, ProblemType type) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ask(budget))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(type));
    }

    private WebhookResponse ask(Duration budget) {
        AnswerProperties properties = new AnswerProperties(Duration.ofSeconds(30), 0.6, 10, 280);
        AnswerOrchestrator orchestrator = new AnswerOrchestrator(
                nlp,
                search,
                extractionFallback,
                searchFallback,
                sideBySide,
                new Cards(new CardActions(JsonStrictness.mapper()), properties),
                logged::add,
                properties);
        WebhookRequest request = new WebhookRequest("Gen 2 overheating", null, "engineer", null, 7, null);
        try {
            return RequestContext.background(budget).call(() -> orchestrator.answer(Yachts.first(), request));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("the other service was not asked meanwhile", alone);
        }
    }

    private static void waitForInterruption(CountDownLatch stopped) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            stopped.countDown();
        }
    }
}
