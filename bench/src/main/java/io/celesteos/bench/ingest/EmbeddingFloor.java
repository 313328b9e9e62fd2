package io.celesteos.bench.ingest;

import io.celesteos.bench.process.KeepAlive;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The embedding-service fed passages over HTTP, in batches, and never left without the next one. */
record EmbeddingFloor(KeepAlive http, int batch, int callers) {

    private static final JsonMapper JSON = JsonStrictness.mapper();

    /** @param tokens as the service counts them */
    record Speed(int passages, long tokens, double seconds) {

        double passagesPerSecond() {
            return passages / seconds;
        }

        double tokensPerPassage() {
            return (double) tokens / passages;
        }
    }

    /** @throws IOException when a cache answered, which would make the figure worthless */
    Speed measure(List<String> passages) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<Long>> fed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                fed.add(threads.submit(() -> feed(passages, next)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long tokens = 0;
        for (Future<Long> each : fed) {
            try {
                tokens += each.get();
            } catch (ExecutionException failure) {
                throw new IOException("the floor could not be measured: " + failure.getCause(), failure);
            }
        }
        return new Speed(passages.size(), tokens, seconds);
    }

    private long feed(List<String> passages, AtomicInteger next) throws IOException {
        long tokens = 0;
        for (int from = next.getAndAdd(batch); from < passages.size(); from = next.getAndAdd(batch)) {
            List<String> some = passages.subList(from, Math.min(from + batch, passages.size()));
            JsonNode answer = JSON.readTree(http.post(
                    "/api/v1/embed",
                    JSON.writeValueAsBytes(new EmbedRequest(some, null, true, InputType.PASSAGE, true))));
            if (answer.at("/cached").asInt() > 0) {
                throw new IOException("the embedding-service had vectors in its cache");
            }
            tokens += answer.at("/tokens").asLong();
        }
        return tokens;
    }
}
