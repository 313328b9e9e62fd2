package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.embedding.FetchedModel;
import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.inference.ComputeDevice;
import io.celesteos.embedding.inference.DjlEncoderBackend;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Loading and unloading of real models while the service runs. */
@Timeout(120)
class ModelLifecycleTests {

    @TempDir
    private Path folder;

    private ModelCatalog catalog;
    private ModelLoader loader;

    private void start(long budgetMegabytes, String... load) throws InterruptedException {
        DjlSettings.apply(RealModels.FOLDER);
        var backend = new DjlEncoderBackend();
        var properties = new ModelProperties(
                load[0],
                List.of(load),
                RealModels.FOLDER,
                folder,
                ComputeDevice.CPU,
                DataSize.ofMegabytes(budgetMegabytes),
                512);
        catalog = new ModelCatalog(
                BundledModels.all(), new ModelFolder(folder, 512, backend), properties, new ModelInfos(backend, 2));
        loader = new ModelLoader(catalog, backend, new ModelFiles(RealModels.FOLDER));
        loader.start();
        loader.awaitSettled();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loader.close();
        catalog.close();
    }

    private String status(String name) {
        return catalog.info(name).status();
    }

    private void awaitStatus(String name, String status) {
        Awaitility.await().until(() -> status(name).equals(status));
    }

    @Test
    void aModelPutIntoTheFolderIsLoadedOnRequestAndUnloadedAgain() throws Exception {
        start(0, "minilm");
        assertThat(catalog.reranker(null)).isEmpty();

        CrossEncoderFixture.install(folder, "late-comer");
        assertThat(loader.load("late-comer")).isTrue();
        awaitStatus("late-comer", "ready");
        assertThat(loader.load("late-comer")).isFalse();

        ModelInfo info = catalog.info("late-comer");
        assertThat(info.task()).isEqualTo("reranking");
        assertThat(info.device()).isEqualTo("cpu");
        assertThat(info.engine()).isEqualTo("onnxruntime");
        assertThat(info.origin()).isEqualTo("folder");
        assertThat(info.revision()).matches("[0-9a-f]{8}");
        assertThat(info.memoryBytesEstimated()).isGreaterThan(23_000_000);
        LoadedModel model = catalog.reranker(null).orElseThrow();
        TokenizedText pair = model.tokenizer().tokenizePair("pump", "The pump leaks.");
        model.encoder().encode(pair);

        assertThat(loader.unload("late-comer")).isTrue();
        assertThatThrownBy(() -> catalog.reranker("late-comer"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_MODEL);
                    assertThat(problem.detail()).contains("POST /api/v1/models/late-comer/load");
                });
        awaitStatus("late-comer", "available");
        assertThat(loader.unload("late-comer")).isFalse();
        assertThatThrownBy(() -> model.encoder().encode(pair)).hasMessageContaining("was unloaded");
        assertThatThrownBy(() -> model.tokenizer().tokenizePair("a", "b")).hasMessageContaining("was unloaded");
    }

    @Test
    void theDefaultModelStays() throws Exception {
        start(0, "minilm");

        assertThatThrownBy(() -> loader.unload("minilm"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.CONFLICT);
        assertThat(status("minilm")).isEqualTo("ready");
    }

    @Test
    void aModelThatDoesNotFitIsRefusedAndNothingIsEvicted() throws Exception {
        start(200, "minilm", "bge-small-fp32");

        assertThat(status("bge-small-fp32")).isEqualTo("failed");
        assertThat(catalog.info("bge-small-fp32").reason()).contains("embedding.models.memory-budget");
        assertThat(new ModelsProbe(catalog).check().word()).isEqualTo("partly_loaded");
        assertThatThrownBy(() -> loader.load("minilm-fp32"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT);
                    assertThat(problem.detail()).contains("unload another model");
                });
        assertThat(status("minilm-fp32")).isEqualTo("available");
        assertThat(status("minilm")).isEqualTo("ready");
    }

    @Test
    void aFileThatIsNoLongerWhatWasFetchedIsNotLoaded() throws Exception {
        Path directory = CrossEncoderFixture.install(folder, "tampered");
        Files.writeString(directory.resolve(FetchedModel.FILE_NAME), """
                {"model": "tampered", "sha256": {"onnx/model.onnx": "%s"}, "trusted_on_first_use": []}
                """.formatted("0".repeat(64)));
        start(0, "minilm");

        loader.load("tampered");
        awaitStatus("tampered", "failed");

        // However often it is looked at.
        catalog.refresh();
        assertThat(catalog.info("tampered").reason()).contains("is not what was fetched");
        assertThat(new ModelsProbe(catalog).check().word()).isEqualTo("loaded");
        // Its memory was given back, and it can be mended.
        Files.delete(directory.resolve(FetchedModel.FILE_NAME));
        assertThat(loader.load("tampered")).isTrue();
        awaitStatus("tampered", "ready");
    }

    @Test
    void whatIsNoModelSaysSoWithoutThePathsOfTheHost() throws Exception {
        Path directory = CrossEncoderFixture.install(folder, "garbage");
        Files.writeString(directory.resolve("onnx/model.onnx"), "this is no model");
        start(0, "minilm");

        loader.load("garbage");
        awaitStatus("garbage", "failed");

        assertThat(catalog.info("garbage").reason())
                .contains("cannot load model.onnx")
                .doesNotContain(folder.toString());
        assertThatThrownBy(() -> loader.load("no-such-model"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.UNKNOWN_MODEL);
    }

    @Test
    void aModelThatTheSettingsAskForAndThatFailedStaysMissedUntilItIsLoaded() throws Exception {
        Path directory = CrossEncoderFixture.install(folder, "wanted");
        Files.move(directory.resolve("onnx/model.onnx"), directory.resolve("onnx/good"));
        Files.writeString(directory.resolve("onnx/model.onnx"), "this is no model");
        start(0, "minilm", "wanted");
        catalog.refresh();

        assertThat(status("wanted")).isEqualTo("failed");
        assertThat(new ModelsProbe(catalog).check().word()).isEqualTo("partly_loaded");

        Files.move(
                directory.resolve("onnx/good"),
                directory.resolve("onnx/model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(loader.load("wanted")).isTrue();
        awaitStatus("wanted", "ready");
        assertThat(new ModelsProbe(catalog).check().word()).isEqualTo("loaded");
    }

    @Test
    void aBrokenFolderIsListedAndCannotBeLoaded() throws Exception {
        Files.createDirectories(folder.resolve("half"));
        Files.createDirectories(folder.resolve("bge-small-en-v1.5"));
        CrossEncoderFixture.install(folder, "all-MiniLM-L6-v2");
        start(0, "minilm");

        assertThat(status("half")).isEqualTo("failed");
        assertThat(catalog.info("half").reason()).isEqualTo("has no config.json");
        assertThatThrownBy(() -> loader.load("half")).hasMessage("half cannot be loaded: it has no config.json.");
        assertThat(catalog.list())
                .filteredOn(info -> info.name().equals("all-MiniLM-L6-v2"))
                .extracting(ModelInfo::status, ModelInfo::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ready", null),
                        org.assertj.core.groups.Tuple.tuple(
                                "failed", "has the name of a bundled model; give its folder another"));
    }

    @Test
    void aModelTakenOutOfTheFolderIsForgotten() throws Exception {
        Path directory = CrossEncoderFixture.install(folder, "gone");
        start(0, "minilm");
        assertThat(status("gone")).isEqualTo("available");

        delete(directory);
        catalog.refresh();

        assertThatThrownBy(() -> catalog.info("gone")).hasMessageContaining("There is no model named gone");
    }

    private static void delete(Path directory) throws IOException {
        Files.delete(directory.resolve("config.json"));
        Files.move(directory, directory.resolveSibling(".gone"));
    }
}
