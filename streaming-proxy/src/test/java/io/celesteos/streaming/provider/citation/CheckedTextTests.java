package io.celesteos.streaming.provider.citation;

import static io.celesteos.streaming.fake.Samples.hit;
import static io.celesteos.streaming.fake.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.streaming.event.Citation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedTextTests {

    private final CheckedText checked = new CheckedText(
            "coolant",
            List.of(
                    hit(1, 0.9, "Check the coolant level daily. The impeller is changed every 500 hours."),
                    hit(2, 0.8, "Stop the engine at 103 °C."),
                    hit(3, 0.7, "The bilge alarm sounds at high level.")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Top up [1].                  | Top up [1].",
                "Stop [2]. Top up [1].        | Stop [1]. Top up [2].",
                "Stop [2]. Top [1]. Hot [2].  | Stop [1]. Top [2]. Hot [1].",
                "Both [1][3].                 | Both [1][2].",
                "Both [1, 3].                 | Both [1][2].",
                "Both [3; 1,3].               | Both [1][2].",
                "Invented [9].                | Invented.",
                "Invented [9] here [0].       | Invented here.",
                "One of two [9, 2].           | One of two [1].",
                "Other signs 【2†source】 。    | Other signs [1] 。",
                "Array x[12] is gone          | Array x is gone",
                "A year [2024] stays          | A year [2024] stays",
                "A box [ ] and [x] stay       | A box [ ] and [x] stay",
                "Nested [[2]] brackets        | Nested [[1]] brackets",
                "Broken [2 words              | Broken [2 words",
                "Half 【2†so                   | Half 【2†so",
                "Ends with [                  | Ends with [",
            })
    void markersAreCheckedAndNumberedInTheOrderOfTheAnswer(String model, String sent) {
        assertThat(checked.accept(model) + checked.end()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void howTheTextIsSplitMakesNoDifference(int size) {
        String model = "  Öl 🚤 stop [2]. Top up [1,  3]; no [77]. 【1†x】 [";
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < model.length(); i += size) {
            sent.append(checked.accept(model.substring(i, Math.min(model.length(), i + size))));
        }
        assertThat(sent.append(checked.end())).hasToString("Öl 🚤 stop [1]. Top up [2][3]; no. [2] [");
        assertThat(checked.unknown()).isEqualTo(1);
    }

    @Test
    void aMarkerIsHeldBackUntilItIsWholeAndNothingElseIs() {
        assertThat(checked.accept("Top up")).isEqualTo("Top up");
        assertThat(checked.accept(" [")).isEmpty();
        assertThat(checked.accept("1")).isEmpty();
        assertThat(checked.accept("]")).isEqualTo(" [1]");
        assertThat(checked.accept(" now")).isEqualTo(" now");
    }

    @Test
    void aCharacterIsNeverSentInHalves() {
        assertThat(checked.accept("x\uD83D")).isEqualTo("x");
        assertThat(checked.accept("\uDEA4")).isEqualTo("🚤");
    }

    @Test
    void eachNumberHasItsPassageAndTheSentenceThatFitsTheClaim() {
        checked.accept("Stop at 103 °C [2]. The impeller lasts 500 hours [1]. And so on [9].");
        checked.end();

        List<Citation> citations = checked.citations();
        assertThat(citations).extracting(Citation::number).containsExactly(1, 2);
        assertThat(citations).extracting(Citation::id).containsExactly(id(2), id(1));
        assertThat(citations.get(1).quote()).isEqualTo("The impeller is changed every 500 hours.");
        assertThat(citations.get(0).title()).isEqualTo("Manual 2");
    }

    @Test
    void neighbouringMarkersShareTheirClaim() {
        checked.accept("The impeller is changed every 500 hours [2][1].");
        assertThat(checked.citations().get(1).quote()).isEqualTo("The impeller is changed every 500 hours.");
    }

    @Test
    void endlessBlanksAndBracketsAreNotKept() {
        String sent = checked.accept(" ".repeat(10_000) + "[".repeat(10_000) + "1".repeat(10_000));
        assertThat(sent + checked.end()).hasSize(20_000);
    }
}
