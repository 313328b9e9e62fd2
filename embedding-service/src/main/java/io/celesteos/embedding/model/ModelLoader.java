package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.EncoderBackend;
import io.celesteos.embedding.tokenize.HuggingFaceTextTokenizer;
import io.celesteos.embedding.tokenize.TextTokenizer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads and warms the installed models on a thread of its own, while the web server starts. One that fails
 * leaves the others working.
 */
final class ModelLoader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

    /** About 10 and about 130 tokens: the two lengths most requests have. */
    private static final String WARM_UP = "Port generator overheating, raw water pump checked. ";

    private static final int WARM_UP_REPEATS = 12;

    private final ModelCatalog catalog;
    private final EncoderBackend backend;
    private final ModelFiles files;
    private final CountDownLatch settled;
    private final Thread thread;
    private volatile boolean stopping;

    ModelLoader(ModelCatalog catalog, EncoderBackend backend, ModelFiles files) {
        this.catalog = catalog;
        this.backend = backend;
        this.files = files;
        this.settled = new CountDownLatch(catalog.installed().size());
        this.thread = Thread.ofPlatform().name("model-loading").daemon().unstarted(this::loadAll);
    }

    void start() {
        thread.start();
    }

    /** Returns when each model is ready or has failed. */
    void awaitSettled() throws InterruptedException {
        settled.await();
    }

    private void loadAll() {
        for (ModelArtifact artifact : catalog.installed()) {
            if (!stopping) {
                loadOne(artifact);
            }
            settled.countDown();
        }
    }

    private void loadOne(ModelArtifact artifact) {
        long start = System.nanoTime();
        try {
            catalog.ready(load(artifact));
            log.info("Loaded {} in {} ms", artifact.name(), (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | LinkageError failure) {
            // LinkageError: the native libraries do not fit this platform.
            log.error("Cannot load {}", artifact.name(), failure);
            catalog.failed(artifact);
        }
    }

    private LoadedModel load(ModelArtifact artifact) {
        Path weights = files.fetch(artifact.weights());
        Path tokenizerJson = files.fetch(artifact.tokenizer());
        Encoder encoder = backend.open(weights, artifact.dimensions());
        try {
            TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(tokenizerJson, artifact.maxTokens());
            LoadedModel model = new LoadedModel(artifact, tokenizer, encoder);
            encoder.encode(tokenizer.tokenize(WARM_UP));
            encoder.encode(tokenizer.tokenize(WARM_UP.repeat(WARM_UP_REPEATS)));
            return model;
        } catch (RuntimeException failure) {
            encoder.close();
            throw failure;
        }
    }

    /** Waits for the model being loaded: freeing the runtime under it would crash the process. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
