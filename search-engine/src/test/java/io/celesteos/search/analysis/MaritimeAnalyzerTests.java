package io.celesteos.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.analysis.TextTerms.TextTerm;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaritimeAnalyzerTests {

    private final TextTerms terms = new TextTerms(new MaritimeAnalyzer(Vocabulary.bundled()));

    @ParameterizedTest
    @CsvSource({
        "stabiliser, stabilizers",
        "colour, colors",
        "litres, liter",
        "fibre, fibers",
        "vapour, vapors",
        "centre, centers",
        "sulphur, sulfur",
        "aluminium, aluminum",
        "metres, meter",
        "analyse, analyzed",
        "manoeuvring, maneuvering",
        "labelled, labeled",
        "overheating, overheats",
        "overheated, overheating",
        "leaking, leaks",
        "vibrating, vibration",
        "bearings, bearing",
        "tripped, tripping",
        "failing, failed",
        "impellers, impeller",
        "batteries, battery",
        "engine's, engine",
        "GENERATOR, generators",
        "café, cafe"
    })
    void formsOfOneWordShareATerm(String one, String other) {
        assertThat(words(one)).containsAnyElementsOf(words(other));
    }

    @ParameterizedTest
    @CsvSource({
        "genset, generator",
        "DG, generator",
        "gen set, generator",
        "diesel generators, gensets",
        "DG1, generator",
        "ME, main engine",
        "main engines, ME",
        "AC, air conditioning",
        "A/C, air-conditioning",
        "stabs, stabiliser",
        "purifier, separators",
        "watermaker, desalinator",
        "RO plant, watermakers",
        "stbd, starboard",
        "lube oil, lubricating oil",
        "sea water, seawater",
        "AdBlue, DEF",
        "aftercooler, charge air cooler",
        "turbo, turbochargers",
        "OWS, oily water separator",
        "calorifier, water heater",
        "earth fault, ground fault",
        "M/E, main engine",
        "D/G, gensets",
        "A/E, auxiliary engine",
        "L/O, lube oil",
        "T/C, turbocharger",
        "ME2, main engine"
    })
    void wordsForOneThingShareAConcept(String one, String other) {
        assertThat(concepts(one)).isNotEmpty().containsAnyElementsOf(concepts(other));
    }

    @ParameterizedTest
    @CsvSource({
        "generator, general",
        "bearing, bear",
        "cooler, cool",
        "starboard, start",
        "port, report",
        "watermaker, water",
        "hour, our",
        "four, for",
        "stern, stem",
        "tripped, tripod",
        "gas, gasket"
    })
    void differentWordsStayDifferent(String one, String other) {
        assertThat(Collections.disjoint(words(one), words(other))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tell me", "give it to me", "Some men", "the engine", "an acid", "main switch"})
    void aWordThatOnlyLooksLikeAnAbbreviationHasNoConcept(String text) {
        assertThat(concepts(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"the of and", "how is it", "what should i do"})
    void stopWordsLeaveNothing(String text) {
        assertThat(terms.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DG1", "DG-1", "DG 1", "gen 1", "Gen-1", "generator 1"})
    void numberedNamesAreAWordAndANumber(String text) {
        assertThat(words(text)).contains("1");
        assertThat(concepts(text)).contains("~generator");
    }

    @Test
    void offsetsPointIntoTheOriginalText() {
        String text = "Check ME2 and DG-1";

        assertThat(terms.of(text).stream()
                        .filter(term -> term.term().equals("~main_engine")
                                || term.term().equals("dg")
                                || term.term().equals("1"))
                        .map(term -> text.substring(term.start(), Math.min(term.end(), text.length()))))
                .allMatch(original -> "Check ME2 and DG-1".contains(original));
        assertThat(terms.of("main engine oil").stream()
                        .filter(term -> term.words() > 1)
                        .map(term -> term.start() + "-" + term.end()))
                .containsExactly("0-11");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Oil of the ME: fine       | ~main_engine  | ME
            DG1, then A/C and ME2 oil | ~main_engine  | ME
            DG1, then A/C and ME2 oil | oil           | oil
            DG1, then A/C and ME2 oil | 1             | 1
            see M/E. Then the pump    | pump          | pump
            """)
    void whatIsSpelledOutStandsWhereItStood(String text, String term, String original) {
        assertThat(terms.of(text).stream()
                        .filter(each -> each.term().equals(term))
                        .map(each -> text.substring(each.start(), each.end())))
                .containsExactly(original);
    }

    @Test
    void wordsAsTheyAreWrittenHaveNoStemsNumbersOrCodes() {
        assertThat(terms.written("The Impellers of GEN-2, 54-OR323014: café, ME oil, E047 overheating!"))
                .extracting(TextTerm::term)
                .containsExactly("impellers", "cafe", "overheating");
    }

    private List<String> words(String text) {
        return terms.of(text).stream()
                .map(TextTerm::term)
                .filter(term -> term.charAt(0) != MaritimeAnalyzer.CONCEPT)
                .toList();
    }

    private List<String> concepts(String text) {
        return terms.of(text).stream()
                .map(TextTerm::term)
                .filter(term -> term.charAt(0) == MaritimeAnalyzer.CONCEPT)
                .toList();
    }
}
