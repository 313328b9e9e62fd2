package io.celesteos.embedding.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.embedding.model.RealModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularySizeTests {

    @TempDir
    private Path folder;

    @Test
    void bertBaseUncasedHasAsManyTokensAsPublished() {
        assertThat(RealModels.bge().tokenizer().vocabularySize()).isEqualTo(30_522);
        assertThat(RealModels.minilm().tokenizer().vocabularySize()).isEqualTo(30_522);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model': {'type': 'WordPiece', 'vocab': {'a': 0, 'b': 7}, 'unk_token': '[UNK]'}} | 8",
                "{'model': {'type': 'Unigram', 'unk_id': 3, 'vocab': [['<s>', 0.0], ['a', -2.5], ['b', -3]]}} | 3",
                "{'model': {'vocab': {'a': 0}}, 'added_tokens': [{'id': 4, 'content': 'x'}, {'id': 2}]} | 5",
                "{'version': '1.0', 'normalizer': {'model': {'vocab': {'z': 99}}}, 'added_tokens': []} | 0",
                "{} | 0"
            })
    void isOneMoreThanTheLargestId(String tokenizer, int size) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), tokenizer.replace('\'', '"'));

        assertThat(VocabularySize.of(file)).isEqualTo(size);
    }
}
