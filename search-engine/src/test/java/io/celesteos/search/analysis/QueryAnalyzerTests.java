package io.celesteos.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.search.HitType;
import io.celesteos.search.retrieval.AnalysedQuery;
import io.celesteos.search.retrieval.Correction;
import io.celesteos.search.retrieval.LatestWish;
import io.celesteos.search.retrieval.QueryKind;
import io.celesteos.search.retrieval.TypedWord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        "generator 2, CODE",
        "no. 1 genset, CODE",
        "generator 2 oil, KEYWORDS",
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            last fault on generator 2        | FAULT      | 0 | 1
            latest alarms                    | FAULT      | 0 | 0
            most recent work order for DG1   | WORK_ORDER | 0 | 1
            recent oil analysis              |            | 2 | 0
            last time the impeller was changed |     | 2 | 0
            newest handover notes            |            | 2 | 0
            last breakdown of the windlass?  | FAULT      | 1 | 0
            """)
    void whatIsAskedTheLatestOfIsUnderstood(String query, @Nullable String type, int words, int units) {
        LatestWish wish = analyzer.analyse(query).latest().orElseThrow();

        assertThat(wish.types()).isEqualTo(type == null ? Set.of() : Set.of(HitType.valueOf(type)));
        assertThat(wish.words()).hasSize(words);
        assertThat(wish.units()).hasSize(units);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how long does the impeller last",
                "how long does the impeller last?",
                "filters did not last for a week",
                "does a charge last until morning",
                "latest",
                "blast cleaning",
                "ballast pump",
                "generator 2 faults"
            })
    void whatDoesNotAskForTheLatestIsNoSuchWish(String query) {
        assertThat(analyzer.analyse(query).latest()).isEmpty();
    }

    @Test
    void theWordThatAsksForTheLatestIsNotLookedFor() {
        assertThat(analyzer.analyse("latest impeller kit").terms()).doesNotContain("latest", "last");
        assertThat(analyzer.analyse("how long does an impeller last").terms()).contains("last");
    }

    @Test
    void whatMayBeMistypedIsAWordAndNoPartOfACode() {
        assertThat(analyzer.analyse("54-ORING323014 impellor on GEN-2, SPN 4364 FMI 2 and E047 alarm at 1500rpm")
                        .typed())
                .extracting(TypedWord::word)
                .containsExactly("impellor", "alarm");
        assertThat(analyzer.analyse("generator 2 leek").typed())
                .extracting(TypedWord::word)
                .containsExactly("leek");
    }

    @Test
    void aMendedQueryIsReadAnewWhereTheWordIsNowhere() {
        AnalysedQuery typed = analyzer.analyse("genrator 2 overheting");
        AnalysedQuery mended = analyzer.corrected(
                typed,
                List.of(
                        new Correction(typed.typed().get(0), "generator", true),
                        new Correction(typed.typed().get(1), "overheating", true)));

        assertThat(mended).isEqualTo(analyzer.analyse("generator 2 overheating"));
        assertThat(mended.codeForms()).contains("generator#2");
    }

    @Test
    void aSecondReadingAndARareWordsNeighbourAreAskedForBesideTheRest() {
        AnalysedQuery typed = analyzer.analyse("seel pump");
        TypedWord seel = typed.typed().getFirst();

        AnalysedQuery two = analyzer.corrected(
                typed, List.of(new Correction(seel, "seal", true), new Correction(seel, "steel", true)));
        assertThat(two.text()).isEqualTo("seal pump");
        assertThat(two.terms()).contains("seal", "steel", "pump").doesNotContain("seel");

        AnalysedQuery beside = analyzer.corrected(typed, List.of(new Correction(seel, "seal", false)));
        assertThat(beside.text()).isEqualTo("seel pump");
        assertThat(beside.terms()).contains("seel", "seal", "pump");
    }

    @Test
    void aRepeatedWordIsAskedForOnce() {
        assertThat(analyzer.analyse("oil oil OIL oils").words()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "when did dg2 chew up its impeller, fault",
        "nox plug repaired, log",
        "bilge priming problem may 2024, log",
        "do we carry a thermostat, part",
        "any spare magnetron aboard, part",
        "which jobs are still open on the crane, work_order",
        "model of the fire panel, equipment",
        "crane A12, manual",
        "SPN 94 FMI 3, manual",
        "cid 274, manual",
        "july handover, handover"
    })
    void theWayItIsPutSaysWhatKindIsPreferred(String query, String kind) {
        assertThat(analyzer.analyse(query).preferences().preferred()).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "starboard generator",
                "54-OR323014",
                "impeller change",
                "cooling water may be hot",
                "GEN-2",
                "EB-50"
            })
    void mostQueriesPreferNothing(String query) {
        assertThat(analyzer.analyse(query).preferences().preferred()).isEmpty();
    }

    @Test
    void aMachineMerelyNamedIsNotWhatIsMeant() {
        assertThat(analyzer.analyse("how do I run the emergency suction on ME2")
                        .preferences()
                        .besides())
                .contains("equipment");
        assertThat(analyzer.analyse("ME2 running hot").preferences().besides()).contains("equipment");
        assertThat(analyzer.analyse("ME2").preferences().besides()).isEmpty();
        assertThat(analyzer.analyse("starboard main engine").preferences().besides())
                .isEmpty();
        assertThat(analyzer.analyse("what is the serial number of ME2")
                        .preferences()
                        .besides())
                .doesNotContain("equipment");
    }

    @Test
    void whatAnyQuestionMayHoldIsNotLookedFor() {
        assertThat(analyzer.analyse("how long after a flush may the watermaker stand")
                        .terms())
                .contains("flush", "stand")
                .doesNotContain("how", "long");
        assertThat(analyzer.analyse("long block").terms()).contains("long");
        assertThat(analyzer.analyse("how long").terms()).contains("long");
    }
}
