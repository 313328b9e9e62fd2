package io.celesteos.nlp.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTests {

    private static final List<String> PIECES = List.of(
            "e", "fmi", "spn ", "12", "3", "-", "/", ".", " ", ",", "in ", "p/n", "tel", "word", "é", "\u0001", "日",
            "#", "a12", "to ", "2024", "on ", "(", ")", "\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<![\\p{L}0-9])e-?[0-9]{1,3}(?![\\p{L}0-9])",
                "(?<![\\p{L}0-9])(?:spn\\s?[/-]\\s?fmi|spns?)[\\s:#=.-]{0,3}(?<spn>[0-9]{1,6})(?![0-9])",
                "(?<![\\p{L}0-9])fmi|12",
                "(?<=in\\s)[0-9]{1,2}",
                "(?<![\\p{L}0-9])(?<![0-9][-./:])(?:(?<=(?:in|on)\\s)(?<day>[0-3]?[0-9]))(?![\\p{L}0-9])",
                "[^\\s]+",
                "[,.]?\\s?[0-9]",
                "(?!12)[0-9a-z]{2,4}",
                "\\p{L}+",
                "(?<!(?:to|word) )[0-9]+",
                "(?:tel|p/n|\\+[0-9]{1,3})[\\p{L}:.()\\s0-9-]{0,16}$",
                "[0-9](?=[.-]?e)|[|(]"
            })
    void itFindsWhatThePatternFinds(String pattern) {
        var finder = Finder.of(pattern);
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            Matcher expected = Pattern.compile(pattern).matcher(text);
            List<String> all = new ArrayList<>();
            while (expected.find()) {
                all.add(expected.start() + "-" + expected.end());
            }
            List<String> found = new ArrayList<>();
            for (Matcher match : finder.in(text)) {
                found.add(match.start() + "-" + match.end());
            }
            assertThat(found).describedAs(text).isEqualTo(all);
            assertThat(finder.occursIn(text)).isEqualTo(!all.isEmpty());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(12)).forEach(i -> text.append(PIECES.get(random.nextInt(PIECES.size()))));
        return text.toString();
    }

    @Test
    void groupsAreThoseOfTheMatch() {
        for (Matcher match : Finder.of("(?<![0-9])(?<a>[0-9])-(?<b>[0-9])").in("x 1-2, 34-5")) {
            assertThat(match.group("a") + match.group("b")).isEqualTo("12");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\Gx", "(?!x(?<=y))z", "(?<!x(?<=y))z"})
    void whatItCannotKnowIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> Finder.of(pattern));
    }
}
