package io.celesteos.nlp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTests {

    private final Tokenizer tokenizer = new Tokenizer(Map.of("stbd", "starboard", "stabilizer", "stabiliser"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen2|gen 2",
                "3512c|3512 c",
                "won't start|wont start",
                "stbd stabilizer|starboard stabiliser",
                "spn-4364/2|spn 4364 2",
                "rock 'n roll|rock n roll",
                "!?|''"
            })
    void lettersAndDigitsPart(String folded, String forms) {
        assertThat(tokenizer.tokenize(folded).stream().map(Token::form).collect(Collectors.joining(" ")))
                .isEqualTo(forms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen2|JOINED",
                "hi-fog|TIGHT",
                "b&g|TIGHT",
                "oil leak|SPACE",
                "gen #2|SPACE",
                "oil          leak|SPACE",
                "oil, leak|COMMA",
                "no. 2|SPACE",
                "leak. Gen|BREAK",
                "oil; leak|BREAK",
                "oil (leak|BREAK",
                "oil \uFFFD leak|BREAK"
            })
    void whatStandsBetweenIsKept(String text, Gap gap) {
        assertThat(tokenizer.tokenize(text).get(1).before()).isEqualTo(gap);
    }

    @Test
    void aHashMarksANumber() {
        List<Token> tokens = tokenizer.tokenize("gen #2 and 3");
        assertThat(tokens.get(1).hashed()).isTrue();
        assertThat(tokens.get(3).hashed()).isFalse();
    }

    @Test
    void aTextKnowsItsTokensByOffsetAndCase() {
        FoldedText text = FoldedText.of("Gen 2 AC hot");
        var source = new SourceText(text, tokenizer.tokenize(text.folded()));
        assertThat(source.tokenAt(0)).isZero();
        assertThat(source.tokenAt(5)).isEqualTo(2);
        assertThat(source.tokenAt(99)).isEqualTo(4);
        assertThat(source.isUpperCase(source.span(2, 2))).isTrue();
        assertThat(source.isUpperCase(source.span(0, 0))).isFalse();
        assertThat(source.isCapitalised(source.span(0, 0))).isTrue();
        assertThat(source.gapBefore(4)).isEqualTo(Gap.BREAK);
    }
}
