package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.EncoderBackend;
import io.celesteos.embedding.inference.EncoderOutput;
import io.celesteos.embedding.inference.EncoderShape;
import io.celesteos.embedding.tokenize.HuggingFaceTextTokenizer;
import io.celesteos.embedding.tokenize.TextTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads, warms and unloads models, one after the other on a thread of its own: at start those the settings ask
 * for, while the web server starts, and later what an operator asks for. One that fails leaves the others
 * working.
 */
final class ModelLoader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

    private final ModelCatalog catalog;
    private final EncoderBackend backend;
    private final ModelFiles files;
    private final CountDownLatch settled;
    private final ExecutorService thread;
    private volatile boolean stopping;

    ModelLoader(ModelCatalog catalog, EncoderBackend backend, ModelFiles files) {
        this.catalog = catalog;
        this.backend = backend;
        this.files = files;
        this.settled = new CountDownLatch(catalog.required().size());
        // Its queue is bounded by the models: each is in it once at most.
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("model-loading").daemon().factory());
    }

    void start() {
        for (ModelSlot slot : catalog.required()) {
            thread.execute(() -> {
                try {
                    if (!stopping && catalog.beginRequired(slot)) {
                        loadInto(slot);
                    }
                } finally {
                    settled.countDown();
                }
            });
        }
        thread.execute(catalog::settle);
    }

    /** Returns when each model the settings ask for is ready or has failed. */
    void awaitSettled() throws InterruptedException {
        settled.await();
    }

    /**
     * Begins to load a model, which may have been put into the folder since the start.
     *
     * @return false when it is loaded or being loaded already
     * @throws io.celesteos.contracts.problem.ProblemException 404 for an unknown one, 409 when it cannot be loaded
     */
    boolean load(String nameOrAlias) {
        catalog.refresh();
        Optional<ModelSlot> begun = catalog.beginLoading(nameOrAlias);
        begun.ifPresent(slot -> thread.execute(() -> loadInto(slot)));
        return begun.isPresent();
    }

    /**
     * Begins to unload a model: new requests are refused at once, those it has are finished first.
     *
     * @return false when it is not loaded
     * @throws io.celesteos.contracts.problem.ProblemException 404 for an unknown one, 409 for the default one
     */
    boolean unload(String nameOrAlias) {
        ModelSlot slot = catalog.slot(nameOrAlias);
        Optional<LoadedModel> model = catalog.beginUnloading(slot);
        model.ifPresent(loaded -> thread.execute(() -> close(slot, loaded)));
        return model.isPresent();
    }

    private void close(ModelSlot slot, LoadedModel model) {
        try {
            model.awaitQuiet();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        try {
            model.close();
            log.info("Unloaded {}", slot.name());
        } catch (RuntimeException failure) {
            log.error("{} did not end as it should", slot.name(), failure);
        } finally {
            catalog.unloaded(slot);
        }
    }

    private void loadInto(ModelSlot slot) {
        ModelArtifact artifact = slot.artifact();
        if (artifact == null) {
            return;
        }
        long start = System.nanoTime();
        try {
            catalog.ready(slot, load(artifact));
            log.info("Loaded {} in {} ms", artifact.name(), (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | Error failure) {
            // Error: no memory for it, or native libraries that do not fit this platform. Nobody waits for ever for it.
            log.error("Cannot load {}", artifact.name(), failure);
            catalog.failed(slot, FailureReason.of(failure, artifact));
        }
    }

    private LoadedModel load(ModelArtifact artifact) {
        ModelFiles.Checked checked = files.check(artifact);
        EncoderOutput output = artifact.task() == ModelTask.RERANKING ? EncoderOutput.LOGITS : EncoderOutput.TOKENS;
        Encoder encoder = backend.open(
                checked.weights(),
                new EncoderShape(
                        artifact.dimensions(), output, artifact.details().padId()));
        try {
            TextTokenizer tokenizer = HuggingFaceTextTokenizer.open(checked.tokenizer(), artifact.maxTokens());
            try {
                WarmUp.run(artifact, tokenizer, encoder);
                return LoadedModel.leased(artifact.withRevision(checked.revision()), tokenizer, encoder);
            } catch (RuntimeException | Error failure) {
                tokenizer.close();
                throw failure;
            }
        } catch (RuntimeException | Error failure) {
            encoder.close();
            throw failure;
        }
    }

    /** Waits for the model being loaded: freeing the runtime under it would crash the process. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        List<Runnable> never = thread.shutdownNow();
        never.forEach(task -> settled.countDown());
        while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            log.warn("Still waiting for a model being loaded");
        }
    }
}
