package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.List;

/** One padded batch, as the npm packages do it. */
record NodeContender(String name, NodeWorker worker, String engine) implements Contender {

    @Override
    public Kind kind() {
        return Kind.NODE;
    }

    @Override
    public double embed(List<String> texts) throws IOException {
        return worker.ask(engine, texts).millis();
    }

    @Override
    public float[] vector(String text) throws IOException {
        return worker.ask(engine, List.of(text)).vector();
    }
}
