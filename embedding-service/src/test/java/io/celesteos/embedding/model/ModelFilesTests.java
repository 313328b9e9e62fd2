package io.celesteos.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTests {

    private static final ModelFile TOKENIZER = BundledModels.all().getFirst().tokenizer();

    @TempDir
    Path folder;

    @Test
    void unpacksOnceAndUsesWhatIsThere() throws IOException {
        var files = new ModelFiles(folder.resolve("not/yet/there"));

        Path first = files.fetch(TOKENIZER);
        var modified = Files.getLastModifiedTime(first);
        Path second = files.fetch(TOKENIZER);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second)).isEqualTo(modified);
    }

    @Test
    void aDamagedFileIsUnpackedAgain() throws IOException {
        var files = new ModelFiles(folder);
        Path file = files.fetch(TOKENIZER);
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);

        assertThat(Files.readAllBytes(files.fetch(TOKENIZER))).isEqualTo(whole);
    }

    @Test
    void aResourceThatIsNotWhatItShouldBeIsRefusedAndLeavesNothing() throws IOException {
        var wrong = new ModelFile(TOKENIZER.resource(), "0".repeat(64));

        assertThatThrownBy(() -> new ModelFiles(folder).fetch(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(TOKENIZER.sha256());
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aResourceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ModelFiles(folder).fetch(new ModelFile("nowhere.onnx", "0".repeat(64))))
                .hasMessageContaining("nowhere.onnx is not on the class path");
    }

    @Test
    void aChecksumMustLookLikeOne() {
        assertThatThrownBy(() -> new ModelFile("model.onnx", "abc")).hasMessageContaining("not a SHA-256: abc");
    }
}
