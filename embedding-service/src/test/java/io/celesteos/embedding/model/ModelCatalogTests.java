package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.celesteos.contracts.embedding.ModelInfo;
import io.celesteos.contracts.health.HealthStatus;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.EncoderBackend;
import io.celesteos.embedding.inference.InferenceException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTests {

    private static final ModelArtifact ALPHA = FakeModel.artifact("alpha", "a");
    private static final ModelArtifact BETA = FakeModel.artifact("Beta", "b", "org/Beta");

    private static final EncoderBackend NOTHING = new EncoderBackend() {
        @Override
        public String engine() {
            return "none";
        }

        @Override
        public Encoder open(Path weights, int dimensions) {
            throw new InferenceException("not this one");
        }
    };

    private final ModelCatalog catalog = catalog("alpha", List.of("alpha", "b"));

    private static ModelCatalog catalog(String defaultModel, List<String> load) {
        ModelProperties properties = ModelProperties.of(defaultModel, load, Path.of("x"), RealModels.NO_FOLDER);
        return new ModelCatalog(
                List.of(ALPHA, BETA),
                new ModelFolder(properties.folder(), 512, NOTHING),
                properties,
                new ModelInfos(NOTHING, 2));
    }

    private void ready(ModelArtifact artifact) {
        catalog.ready(catalog.slot(artifact.name()), loaded(artifact));
    }

    private void failed(ModelArtifact artifact) {
        catalog.failed(catalog.slot(artifact.name()), "its file is no model");
    }

    private static LoadedModel loaded(ModelArtifact artifact) {
        LoadedModel fake = FakeModel.of(text -> null);
        return new LoadedModel(artifact, fake.tokenizer(), fake.encoder());
    }

    @ParameterizedTest
    @CsvSource({"alpha,alpha", "ALPHA,alpha", "a,alpha", "beta,Beta", "ORG/beta,Beta", ",alpha"})
    void findsAModelByNameAndAliasInAnyCase(String asked, String found) {
        ready(ALPHA);
        ready(BETA);

        assertThat(catalog.require(asked).name()).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "alph", "alpha ", "", "text-embedding-3-small"})
    void anUnknownModelNamesTheInstalledOnes(String asked) {
        assertThatThrownBy(() -> catalog.require(asked))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_MODEL);
                    assertThat(problem.detail()).contains("Installed: alpha (a), Beta (b)");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "mpnet,all-mpnet-base-v2",
        "bge-large,bge-large-en-v1.5",
        "E5-large,multilingual-e5-large",
        "ms-marco-MiniLM-L-6-v2,ms-marco-MiniLM-L-6-v2"
    })
    void aModelKnownElsewhereIsToldFromAnUnknownOne(String asked, String canonical) {
        assertThatThrownBy(() -> catalog.require(asked))
                .hasMessageStartingWith(canonical + " is known but not installed here");
    }

    @Test
    void anEndlessModelNameIsNotEchoed() {
        assertThatThrownBy(() -> catalog.require("x".repeat(5_000)))
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aModelBeingLoadedIsSaidToStart() {
        assertThatThrownBy(() -> catalog.require("alpha"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.STARTING);
                    assertThat(problem.retryAfter()).isNotNull();
                });
    }

    @Test
    void aModelThatFailedIsUnavailableAndTheOtherIsNot() {
        ready(ALPHA);
        failed(BETA);

        assertThatThrownBy(() -> catalog.require("b"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.UPSTREAM_UNAVAILABLE);
        assertThat(catalog.require("a").name()).isEqualTo("alpha");
        assertThat(catalog.list()).extracting(ModelInfo::status).containsExactly("ready", "failed");
        assertThat(catalog.list()).extracting(ModelInfo::isDefault).containsExactly(true, false);
    }

    @Test
    void settingsThatNameNoModelStopTheStart() {
        assertThatThrownBy(() -> catalog("alpha", List.of("alpha", "gamma")))
                .hasMessageContaining("embedding.models.load names gamma")
                .hasMessageContaining("alpha (a), Beta (b)");
        assertThatThrownBy(() -> catalog("beta", List.of("alpha")))
                .hasMessageContaining("embedding.models.default-model names beta");
    }

    @Test
    void healthFollowsTheModels() {
        var probe = new ModelsProbe(catalog);
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.STARTING);

        ready(ALPHA);
        assertThat(probe.check().word()).isEqualTo("loading");

        failed(BETA);
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.DEGRADED);

        ready(BETA);
        assertThat(probe.check().word()).isEqualTo("loaded");
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.HEALTHY);

        failed(ALPHA);
        assertThat(probe.check().effect()).isEqualTo(HealthStatus.UNHEALTHY);
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheRuntime")
    @Timeout(60)
    void aModelTheRuntimeRefusesFailsAlone(Throwable failure, @TempDir Path folder) throws InterruptedException {
        LoadedModel fake = FakeModel.of(text -> null);
        EncoderBackend picky = new EncoderBackend() {
            @Override
            public String engine() {
                return "picky";
            }

            @Override
            public Encoder open(Path weights, int dimensions) {
                if (!weights.toString().contains("bge")) {
                    return fake.encoder();
                }
                if (failure instanceof Error error) {
                    throw error;
                }
                throw new InferenceException("not this one");
            }
        };
        ModelProperties properties =
                ModelProperties.of("minilm", List.of("bge-small", "minilm"), folder, RealModels.NO_FOLDER);
        var both = new ModelCatalog(
                BundledModels.all(),
                new ModelFolder(properties.folder(), 512, picky),
                properties,
                new ModelInfos(picky, 2));

        try (var loader = new ModelLoader(both, picky, new ModelFiles(RealModels.FOLDER))) {
            loader.start();
            loader.awaitSettled();
        }

        assertThat(both.list()).extracting(ModelInfo::status).startsWith("failed", "ready");
        assertThat(both.info("bge-small").reason()).isEqualTo("not this one");
        both.close();
    }

    static Stream<Throwable> failuresOfTheRuntime() {
        return Stream.of(
                new InferenceException("not this one"),
                new UnsatisfiedLinkError("not this one"),
                new OutOfMemoryError("not this one"));
    }
}
