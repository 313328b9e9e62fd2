package io.celesteos.contracts.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownModelsTests {

    private final KnownModels known = KnownModels.pinned();

    @ParameterizedTest
    @CsvSource({
        "minilm, all-MiniLM-L6-v2, 384",
        "mpnet, all-mpnet-base-v2, 768",
        "BGE-small, bge-small-en-v1.5, 384",
        "bge-large, bge-large-en-v1.5, 1024",
        "e5-large, multilingual-e5-large, 1024",
        "cross-encoder/ms-marco-MiniLM-L6-v2, ms-marco-MiniLM-L-6-v2, 1"
    })
    void aliasesLeadToTheModel(String alias, String name, int dimensions) {
        assertThat(known.find(alias)).hasValueSatisfying(model -> {
            assertThat(model.name()).isEqualTo(name);
            assertThat(model.dimensions()).isEqualTo(dimensions);
        });
    }

    @Test
    void noNameMeansTwoModels() {
        List<String> names = known.models().stream()
                .flatMap(model -> Stream.concat(Stream.of(model.name()), model.aliases().stream()))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyFileIsPinnedByRevisionSizeAndChecksum() {
        assertThat(known.models()).allSatisfy(model -> {
            assertThat(model.files()).isNotEmpty();
            assertThat(model.files()).extracting(KnownModelFile::target).doesNotHaveDuplicates();
            assertThat(model.files()).allSatisfy(file -> {
                assertThat(file.sha256()).isNotNull();
                assertThat(file.size()).isPositive();
                assertThat(file.repository()).matches("[A-Za-z0-9_-]+/[A-Za-z0-9._-]+");
                assertThat(file.target()).doesNotContain("..").doesNotStartWith("/");
            });
        });
    }

    @Test
    void whatCanBeFetchedIsAWholeModel() {
        assertThat(known.models().stream().filter(model -> !model.bundled())).allSatisfy(model -> {
            assertThat(model.files()).extracting(KnownModelFile::target).contains("config.json", "tokenizer.json");
            assertThat(model.files()).anyMatch(file -> file.target().endsWith(".onnx"));
            if (model.task().equals("embedding")) {
                assertThat(model.files())
                        .extracting(KnownModelFile::target)
                        .contains("1_Pooling/config.json", "modules.json");
            }
        });
    }

    @Test
    void aPinMustLookLikeOne() {
        assertThatThrownBy(() -> new KnownModelFile("a", "o/n", "main", "a", 1, null))
                .hasMessageContaining("not a commit: main");
        assertThatThrownBy(() -> new KnownModelFile("a", "o/n", "0".repeat(40), "a", 1, "abc"))
                .hasMessageContaining("not a SHA-256: abc");
    }
}
