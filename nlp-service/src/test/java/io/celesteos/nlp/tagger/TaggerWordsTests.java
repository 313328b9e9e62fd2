package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.text.FoldedText;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggerWordsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replace o-ring             | BLANKS | replace o-ring
                    <id> - fan, (left) noisy.  | BLANKS | <id> - fan , ( left ) noisy .
                    ...                        | BLANKS | . . .
                    pump🔥hot                  | BLANKS | pump hot
                    Gen2 4.2 bar               | SIGNS  | gen 2 4 . 2 bar
                    SPN110/FMI0                | SIGNS  | spn 110 / fmi 0
                    """)
    void aTextIsCutIntoWords(String text, Cut cut, String words) {
        assertThat(TaggerWords.of(FoldedText.of(text), cut).stream()
                        .map(TaggerWord::form)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"LH,X", "Pump,Xx", "pump,x", "A-frame,X-x", "2B,9X"})
    void theShapeIsThatOfTheWritten(String word, String shape) {
        assertThat(TaggerWords.of(FoldedText.of(word), Cut.BLANKS).getFirst().shape())
                .isEqualTo(shape);
    }
}
