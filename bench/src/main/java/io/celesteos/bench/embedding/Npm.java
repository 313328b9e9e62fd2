package io.celesteos.bench.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What npm offers, or nothing where Node.js or its registry is not at hand: the report then lacks those rows. */
final class Npm implements AutoCloseable {

    private final @Nullable NodeWorker worker;

    private Npm(@Nullable NodeWorker worker) {
        this.worker = worker;
    }

    static Npm start(EmbeddingPlan plan, Consumer<String> progress) throws InterruptedException {
        if (!plan.node()) {
            return new Npm(null);
        }
        Path folder = plan.cache().resolve("node");
        try {
            progress.accept("Preparing onnxruntime-node and transformers.js ...");
            NodeWorker.install("npm", folder);
            return new Npm(NodeWorker.start("node", folder, plan.models(), plan.model()));
        } catch (IOException absent) {
            progress.accept("Without onnxruntime-node and transformers.js: " + absent.getMessage());
            return new Npm(null);
        }
    }

    List<Contender> contenders() {
        return worker == null
                ? List.of()
                : List.of(
                        new NodeContender("onnxruntime-node, one padded batch", worker, "onnxruntime"),
                        new NodeContender("transformers.js, one padded batch", worker, "transformers"));
    }

    Map<String, String> versions() {
        return worker == null
                ? Map.of("node", "absent")
                : Map.of(
                        "node", worker.version("node"),
                        "onnxruntime-node", worker.version("onnxruntime"),
                        "transformers.js", worker.version("transformers"));
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
