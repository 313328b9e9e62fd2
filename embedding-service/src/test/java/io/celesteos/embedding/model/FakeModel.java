package io.celesteos.embedding.model;

import io.celesteos.embedding.inference.DjlEncoderBackend;
import io.celesteos.embedding.inference.Encoder;
import io.celesteos.embedding.inference.HiddenStates;
import io.celesteos.embedding.inference.Pooling;
import io.celesteos.embedding.tokenize.TextTokenizer;
import io.celesteos.embedding.tokenize.TokenizedText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model of two dimensions that computes what a test tells it to. */
public final class FakeModel {

    private static final String NO_SHA = "0".repeat(64);

    private FakeModel() {}

    public static ModelArtifact artifact(String name, String... aliases) {
        return new ModelArtifact(
                name,
                List.of(aliases),
                ModelTask.EMBEDDING,
                "fp32",
                2,
                16,
                Pooling.CLS,
                Prompts.NONE,
                new ModelFile(name + ".onnx", NO_SHA),
                new ModelFile(name + ".json", NO_SHA));
    }

    /** One token a character, cut at 16. */
    public static LoadedModel of(Function<TokenizedText, HiddenStates> compute) {
        return named("fake", compute);
    }

    public static LoadedModel named(String name, Function<TokenizedText, HiddenStates> compute) {
        return over(name, new Encoder() {
            @Override
            public HiddenStates encode(TokenizedText text) {
                return compute.apply(text);
            }

            @Override
            public void close() {}
        });
    }

    public static LoadedModel over(String name, Encoder encoder) {
        return new LoadedModel(artifact(name, "f"), new CharacterTokenizer(), encoder);
    }

    /** A catalog of this model alone. */
    public static ModelCatalog catalog(LoadedModel model) {
        var properties =
                ModelProperties.of(model.name(), List.of(model.name()), Path.of("unused"), RealModels.NO_FOLDER);
        var backend = new DjlEncoderBackend();
        var catalog = new ModelCatalog(
                List.of(model.artifact()),
                new ModelFolder(properties.folder(), properties.maxTokens(), backend),
                properties,
                new ModelInfos(backend, 2));
        catalog.ready(catalog.slot(model.name()), model);
        return catalog;
    }

    public static TokenizedText text(int tokens) {
        return new TokenizedText(new long[tokens], false);
    }

    private static final class CharacterTokenizer implements TextTokenizer {
        @Override
        public TokenizedText tokenize(String text) {
            return new TokenizedText(text.chars().asLongStream().toArray(), false).cut(16);
        }

        @Override
        public TokenizedText tokenizePair(String query, String passage) {
            return tokenize(query + passage);
        }

        @Override
        public int vocabularySize() {
            return Character.MAX_VALUE;
        }

        @Override
        public String decode(long[] ids) {
            return Arrays.stream(ids)
                    .mapToObj(id -> Character.toString((int) id))
                    .collect(Collectors.joining());
        }

        @Override
        public void close() {}
    }
}
