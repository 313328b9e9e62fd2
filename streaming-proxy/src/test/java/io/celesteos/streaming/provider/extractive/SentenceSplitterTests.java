package io.celesteos.streaming.provider.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceSplitterTests {

    static Stream<Arguments> passages() {
        return Stream.of(
                Arguments.of("Stop the pump. Close the valve.", List.of("Stop the pump.", "Close the valve.")),
                Arguments.of("Is it hot? Stop! Wait.", List.of("Is it hot?", "Stop!", "Wait.")),
                Arguments.of("He said \"Stop.\" Then it stopped.", List.of("He said \"Stop.\"", "Then it stopped.")),
                Arguments.of("Stop it. 3 valves close.", List.of("Stop it.", "3 valves close.")),
                // One sentence each: the dot ends nothing.
                Arguments.of("See Fig. 3 and No. 7 of the manual.", List.of("See Fig. 3 and No. 7 of the manual.")),
                Arguments.of("Torque max. 85 Nm at approx. 20 °C.", List.of("Torque max. 85 Nm at approx. 20 °C.")),
                Arguments.of("Ask J. Smith (i.e. The Chief).", List.of("Ask J. Smith (i.e. The Chief).")),
                Arguments.of("Set 4.5 bar. then wait.", List.of("Set 4.5 bar. then wait.")),
                Arguments.of("Wrapped by\nhand over\ntwo lines.", List.of("Wrapped by hand over two lines.")),
                Arguments.of("One paragraph\n\nand another", List.of("One paragraph", "and another")),
                Arguments.of("## Cooling\nCheck the level.", List.of("Check the level.")),
                Arguments.of(
                        "Do this:\n- stop the pump\n- close\n  the valve\n3. wait",
                        List.of("Do this:", "stop the pump", "close the valve", "wait")),
                Arguments.of("| E047 | hot |\n| E048 | cold |", List.of("| E047 | hot |", "| E048 | cold |")),
                Arguments.of("  \n \n", List.of()),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("passages")
    void aPassageFallsIntoItsSentences(String passage, List<String> sentences) {
        assertThat(SentenceSplitter.split(passage)).isEqualTo(sentences);
    }

    @Test
    void aSentenceWithoutEndIsBrokenAtASpace() {
        String endless = "valve ".repeat(200).strip();
        List<String> pieces = SentenceSplitter.split(endless);

        assertThat(pieces).allSatisfy(p -> assertThat(p.length()).isLessThanOrEqualTo(SentenceSplitter.MAX_LENGTH));
        assertThat(String.join(" ", pieces)).isEqualTo(endless);
    }

    @Test
    void textWithoutSpacesIsNeverBrokenWithinACharacter() {
        String ships = "x" + "🚢".repeat(500);
        List<String> pieces = SentenceSplitter.split(ships);

        assertThat(String.join("", pieces)).isEqualTo(ships);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(piece.length()).isLessThanOrEqualTo(SentenceSplitter.MAX_LENGTH);
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
        });
    }
}
