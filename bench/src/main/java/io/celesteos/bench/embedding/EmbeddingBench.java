package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out an {@link EmbeddingPlan}: warm-up, the workloads side by side, then the service alone. */
final class EmbeddingBench {

    /** In the warm-up: the others come from the service's cache, which is quicker and warms what is around the model. */
    private static final int NEW_TEXT_EVERY = 5;

    private static final int WARM_QUERIES = 200;
    private static final int WARM_TENS = 3;
    private static final int RERANK_ROUNDS = 3;
    private static final int RERANK_CALLERS = 3;
    private static final int RERANK_DOCUMENTS = 100;

    private final EmbeddingPlan plan;
    private final Function<Workload, List<Contender>> contenders;
    private final DemoTexts texts;
    private final SideBySide sideBySide;
    private final Consumer<String> progress;

    EmbeddingBench(
            EmbeddingPlan plan,
            Function<Workload, List<Contender>> contenders,
            Tokens tokens,
            Consumer<String> progress)
            throws IOException {
        Random random = new Random(plan.seed());
        this.plan = plan;
        this.contenders = contenders;
        this.texts = new DemoTexts(DemoTexts.words(plan.demo()), tokens, random);
        this.sideBySide = new SideBySide(texts, plan.model().maxTokens(), random);
        this.progress = progress;
    }

    /** So that code is compiled, arenas have grown and connections are open: what a service is after some minutes. */
    void warmUp(ServiceContender service) throws IOException {
        progress.accept("Warming up ...");
        List<String> same = texts.texts(1, 8, 10);
        for (int i = 0; i < plan.warmUp(); i++) {
            service.embed(i % NEW_TEXT_EVERY == 0 ? texts.texts(1, 8, 10) : same);
        }
        if (plan.warmUp() > 0) {
            sideBySide.measure(Workload.SINGLE, contenders.apply(Workload.SINGLE), WARM_QUERIES);
            sideBySide.measure(Workload.TEN, contenders.apply(Workload.TEN), WARM_TENS);
        }
        service.forgetCached();
    }

    List<Outcome> workloads() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Workload workload : plan.workloads()) {
            progress.accept("Measuring " + workload.title() + " ...");
            int requests = workload.query() ? plan.queries() : plan.rounds();
            outcomes.add(sideBySide.measure(workload, contenders.apply(workload), requests));
        }
        return outcomes;
    }

    /** Null where the plan leaves it out. */
    LiveQueries.@Nullable Result liveQueries(ServiceContender service) throws IOException, InterruptedException {
        if (!plan.bulk()) {
            return null;
        }
        progress.accept("Measuring queries during a bulk job ...");
        return new LiveQueries(service, texts).measure(plan.queries());
    }

    /** 300 documents at once, in as many requests as the service's limit of 100 a request asks for. */
    void rerank(ServiceContender service) throws IOException, InterruptedException {
        if (!plan.bulk()) {
            return;
        }
        progress.accept("Reranking 300 documents, three times ...");
        List<Callable<Void>> requests = new ArrayList<>();
        for (int n = 0; n < RERANK_CALLERS; n++) {
            requests.add(() -> {
                String query = texts.texts(1, 8, 10).getFirst();
                service.rerank(query, texts.texts(RERANK_DOCUMENTS, 120, 140));
                return null;
            });
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < RERANK_ROUNDS; round++) {
                for (Future<Void> answer : callers.invokeAll(requests)) {
                    answer.get();
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException("reranking failed", failed.getCause());
        }
    }
}
