package io.celesteos.bench.embedding;

import io.celesteos.bench.process.KeepAlive;
import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbedResponse;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** The embedding-service as a program sees it: from texts to parsed vectors. Thread-safe. */
final class ServiceContender implements Contender {

    private final KeepAlive http;
    private final String model;
    private final JsonMapper json = JsonStrictness.mapper();
    private final AtomicInteger cached = new AtomicInteger();

    ServiceContender(KeepAlive http, String model) {
        this.http = http;
        this.model = model;
    }

    @Override
    public String name() {
        return "embedding-service, HTTP";
    }

    @Override
    public Kind kind() {
        return Kind.OURS;
    }

    @Override
    public double embed(List<String> texts) throws IOException {
        long start = System.nanoTime();
        EmbedResponse answer = ask(texts);
        double millis = (System.nanoTime() - start) / 1e6;
        cached.addAndGet(answer.cached());
        return millis;
    }

    @Override
    public float[] vector(String text) throws IOException {
        return ask(List.of(text)).embeddings().getFirst();
    }

    private EmbedResponse ask(List<String> texts) throws IOException {
        byte[] request = json.writeValueAsBytes(new EmbedRequest(texts, model, null, null, null));
        return json.readValue(http.post("/api/v1/embed", request), EmbedResponse.class);
    }

    void rerank(String query, List<String> documents) throws IOException {
        http.post("/api/v1/rerank", json.writeValueAsBytes(new RerankRequest(query, documents, null, null)));
    }

    /** Measured texts that a cache answered, which would make the figures worthless. */
    int cached() {
        return cached.get();
    }

    /** After the warm-up, which repeats itself. */
    void forgetCached() {
        cached.set(0);
    }
}
