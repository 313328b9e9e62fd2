package io.celesteos.search.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodeFingerprintTests {

    @Test
    void theSameCodeHasTheSameFingerprint() {
        assertThat(CodeFingerprint.of("io/celesteos/search/lexical", "vocabulary"))
                .matches("[0-9a-f]{16}")
                .isEqualTo(CodeFingerprint.of("vocabulary", "io/celesteos/search/lexical"));
    }

    @Test
    void everythingBelowAFolderCounts() {
        String all = CodeFingerprint.of("io/celesteos/search");

        assertThat(all)
                .isNotEqualTo(CodeFingerprint.of("io/celesteos/search/lexical"))
                .isNotEqualTo(CodeFingerprint.of("io/celesteos/search", "vocabulary"));
    }

    @Test
    void aFolderThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> CodeFingerprint.of("io/celesteos/search/nowhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
