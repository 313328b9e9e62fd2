package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureReasonTests {

    private static final ModelArtifact BUNDLED = FakeModel.artifact("alpha", "a");

    private static String reason(Throwable failure) {
        return FailureReason.of(failure, BUNDLED);
    }

    @Test
    void aFailureIsToldWithItsRoot() {
        assertThat(reason(new IllegalStateException("tokenizer.json is no tokenizer", new IOException("line 1 ends"))))
                .isEqualTo("tokenizer.json is no tokenizer: line 1 ends");
        assertThat(reason(new OutOfMemoryError())).isEqualTo("OutOfMemoryError");
    }

    @Test
    void pathsOfTheHostAreLeftOutWhicheverFileTheyAreOf() {
        Path tokenizer = Path.of("/srv/models/alpha/tokenizer.json");
        assertThat(reason(new BrokenModelException(
                        "tokenizer.json cannot be read", new NoSuchFileException(tokenizer.toString()))))
                .isEqualTo("tokenizer.json cannot be read: tokenizer.json");
        assertThat(reason(new UncheckedIOException(
                        "cannot unpack a.onnx into /var/cache/celeste",
                        new IOException("/var/cache/celeste: read-only"))))
                .isEqualTo("cannot unpack a.onnx into celeste: celeste: read-only");
        assertThat(reason(new IllegalStateException("Load model from '/srv/models/alpha/onnx/model.onnx' failed: 1/2")))
                .isEqualTo("Load model from 'model.onnx' failed: 1/2");
    }

    @Test
    void anEndlessMessageIsCut() {
        assertThat(reason(new IllegalStateException("x".repeat(5_000)))).hasSize(301);
    }
}
