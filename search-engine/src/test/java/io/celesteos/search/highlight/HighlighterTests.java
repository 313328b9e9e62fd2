package io.celesteos.search.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.analysis.CodeExtractor;
import io.celesteos.search.analysis.MaritimeAnalyzer;
import io.celesteos.search.analysis.QueryAnalyzer;
import io.celesteos.search.analysis.TextTerms;
import io.celesteos.search.analysis.Vocabulary;
import io.celesteos.search.highlight.Highlighter.Highlights;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTests {

    private final Vocabulary vocabulary = Vocabulary.bundled();
    private final TextTerms terms = new TextTerms(new MaritimeAnalyzer(vocabulary));
    private final CodeExtractor codes = new CodeExtractor(vocabulary);
    private final QueryAnalyzer analyzer = new QueryAnalyzer(terms, codes);
    private final Highlighter highlighter = new Highlighter(terms, codes);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CAT 3512 overheating | The CAT 3512 was overheating again. | The <mark>CAT 3512</mark> was <mark>overheating</mark> again.
            overheats            | It overheated twice.                | It <mark>overheated</mark> twice.
            spn4364/2            | See SPN 4364 FMI 2 first.           | See <mark>SPN 4364 FMI 2</mark> first.
            genset               | The generator stopped.              | The <mark>generator</mark> stopped.
            stabilizer leak      | Stabiliser leak found               | <mark>Stabiliser leak</mark> found
            main engine          | Oil of the ME: fine                 | Oil of the <mark>ME</mark>: fine
            3512B                | a CAT3512B here                     | a <mark>CAT3512B</mark> here
            pump                 | nothing of the kind                 | nothing of the kind
            """)
    void matchesAreMarkedHoweverTheyAreWritten(String query, String content, String snippet) {
        assertThat(of(content, query).snippet()).isEqualTo(snippet);
    }

    @Test
    void phrasesAreDistinctAndInTheOrderOfTheText() {
        assertThat(of("Oil leak at the pump. Another oil leak, and the Pump.", "pump oil leak")
                        .phrases())
                .containsExactly("Oil leak", "pump");
    }

    @Test
    void htmlOfTheContentIsShownAndNotRun() {
        assertThat(of("<script>alert('oil')</script> & \"oil\"", "oil").snippet())
                .isEqualTo(
                        "&lt;script&gt;alert(&#39;<mark>oil</mark>&#39;)&lt;/script&gt; &amp; &quot;<mark>oil</mark>&quot;");
    }

    @Test
    void theSnippetIsTheDensestPartWithWholeWords() {
        String content = "filler word ".repeat(60) + "the fuel pump seal leaks fuel here " + "other text ".repeat(60);

        Highlights found = of(content, "fuel pump seal leak");

        assertThat(found.snippet())
                .contains("<mark>fuel pump seal leaks fuel</mark>")
                .startsWith("… ")
                .endsWith(" …");
        assertThat(found.snippet().length()).isLessThan(400);
        assertThat(found.snippet()).contains(" word <mark>".substring(1, 5));
    }

    @Test
    void emojiAreNeverCutInHalf() {
        String content = "😀".repeat(400) + " oil " + "😀".repeat(400);

        String snippet = of(content, "oil").snippet();

        assertThat(snippet).contains("<mark>oil</mark>");
        assertThat(new String(
                        snippet.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(snippet);
        assertThat(of("😀".repeat(500), "oil").snippet().codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            corrosion of the anodes | Painted in May. The anodes are corroded and thin. Next survey in June. | The anodes are corroded and thin.
            corroded zincs          | Painted in May. Corrosion took most of the metal. Next survey in June. | Corrosion took most of the metal.
            genset will not start   | Crew list. The generator cranks slowly. Menu of the day.               | The generator cranks slowly.
            nothing alike           | Painted in May by the yard. Survey in June.                            | Painted in May by the yard.
            """)
    void aHitByMeaningShowsItsNearestSentence(String query, String content, String sentence) {
        Highlights found = highlighter.byMeaning(highlighter.read(content), analyzer.analyse(query), Topic.none());

        assertThat(found.phrases().getLast()).isEqualTo(sentence);
        assertThat(found.snippet()).contains("<mark>");
    }

    @Test
    void theSentenceIsMarkedWhereNoWordOfItMatches() {
        assertThat(highlighter
                        .byMeaning(
                                highlighter.read("Short note. Fish & chips <today>."),
                                analyzer.analyse("zzz"),
                                Topic.none())
                        .snippet())
                .isEqualTo("<mark>Short note.</mark> Fish &amp; chips &lt;today&gt;.");
    }

    @Test
    void whatTheOtherHitsTalkAboutLeadsToTheSentence() {
        String content = "Lunch is at noon on deck. The thermostat of the jacket water may stick. Mind the gap.";
        Topic topic = highlighter.topic(Stream.of(
                        "Overheating: check thermostat and jacket water",
                        "The thermostat was renewed after overheating of the jacket water",
                        content)
                .map(highlighter::read)
                .toList());

        assertThat(highlighter
                        .byMeaning(highlighter.read(content), analyzer.analyse("engine runs too hot"), topic)
                        .phrases())
                .containsExactly("The thermostat of the jacket water may stick.");
    }

    @Test
    void aLongTextByMeaningBeginsWithItsSentence() {
        String content = "Filler about nothing at all. ".repeat(40) + "The corroded strainer leaks. "
                + "More filler of that kind. ".repeat(40);

        String snippet = highlighter
                .byMeaning(highlighter.read(content), analyzer.analyse("strainer corrosion"), Topic.none())
                .snippet();

        assertThat(snippet)
                .startsWith("… The corroded <mark>strainer</mark> leaks.")
                .endsWith(" …");
    }

    @ParameterizedTest
    @CsvSource({"''", "'.'", "'😀😀'", "'| a | b |'"})
    void aTextWithoutSentencesIsShownAsItIs(String content) {
        assertThat(highlighter
                        .byMeaning(highlighter.read(content), analyzer.analyse("oil"), Topic.none())
                        .snippet()
                        .replaceAll("</?mark>", ""))
                .isEqualTo(content.strip());
    }

    @Test
    void aSentenceOfPagesIsCutBetweenWords() {
        String content = "word ".repeat(300) + "end.";

        assertThat(highlighter
                        .byMeaning(highlighter.read(content), analyzer.analyse("oil"), Topic.none())
                        .phrases()
                        .getFirst()
                        .length())
                .isBetween(200, 300);
    }

    private Highlights of(String content, String query) {
        return highlighter.of(highlighter.read(content), analyzer.analyse(query));
    }
}
