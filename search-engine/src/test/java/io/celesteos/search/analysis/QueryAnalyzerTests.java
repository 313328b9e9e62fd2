package io.celesteos.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.QueryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryAnalyzerTests {

    private final Vocabulary vocabulary = Vocabulary.bundled();
    private final QueryAnalyzer analyzer =
            new QueryAnalyzer(new TextTerms(new MaritimeAnalyzer(vocabulary)), new CodeExtractor(vocabulary));

    @ParameterizedTest
    @CsvSource({
        "SPN 4364 FMI 2, CODE",
        "spn4364/2, CODE",
        "E047, CODE",
        "alarm E047, CODE",
        "54-OR323014, CODE",
        "3512B, CODE",
        "21707132, CODE",
        "port generator fault E047, KEYWORDS",
        "CAT 3512 overheating, KEYWORDS",
        "stabiliser leak, KEYWORDS",
        "log 2024, KEYWORDS",
        "1500 rpm, KEYWORDS",
        "oil, KEYWORDS",
        "what is E047?, QUESTION",
        "how do I bleed the fuel system, QUESTION",
        "why does the port fin leak oil, QUESTION",
        "engine running too hot after the raw water pump change, QUESTION",
        "is it safe, QUESTION"
    })
    void theKindFollowsTheLook(String query, QueryKind kind) {
        assertThat(analyzer.analyse(query).kind()).isEqualTo(kind);
    }

    @Test
    void meIsTheMainEngineUnlessItIsTheSpeaker() {
        assertThat(analyzer.analyse("me lube oil pressure").terms()).contains("~main_engine");
        assertThat(analyzer.analyse("tell me about lube oil pressure").terms()).doesNotContain("~main_engine");
    }

    @Test
    void aWordAndItsConceptAreOneGroupAndAnExpressionIsItsOwn() {
        assertThat(analyzer.analyse("genset").words())
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder("~generator", "genset");
        assertThat(analyzer.analyse("main engine").words())
                .anySatisfy(group -> assertThat(group).containsExactly("~main_engine"))
                .anySatisfy(group -> assertThat(group).containsExactly("main"))
                .anySatisfy(group -> assertThat(group).containsExactly("engin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AND (",
                "\"",
                "*",
                "\\",
                "title:oil OR *:*",
                "oil~2^5",
                "[a TO z]",
                "1=1; drop table x --",
                "😀 oil"
            })
    void syntaxIsText(String query) {
        AnalysedQuery analysed = analyzer.analyse(query);

        assertThat(analysed.text()).isEqualTo(query.strip());
        assertThat(analysed.terms()).noneMatch(term -> term.contains("*") || term.contains("\""));
    }

    @Test
    void twoThousandCharactersOfDistinctWordsStayBounded() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; query.length() < 1_990; i++) {
            query.append(Integer.toString(i + 1296, 36)).append(' ');
        }

        AnalysedQuery analysed = analyzer.analyse(query.toString());

        assertThat(analysed.words()).hasSizeLessThanOrEqualTo(256);
        assertThat(analysed.codes()).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void aRepeatedWordIsAskedForOnce() {
        assertThat(analyzer.analyse("oil oil OIL oils").words()).hasSize(1);
    }
}
