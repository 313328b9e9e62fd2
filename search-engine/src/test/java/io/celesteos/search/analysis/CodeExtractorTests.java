package io.celesteos.search.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeExtractorTests {

    private final CodeExtractor codes = new CodeExtractor(Vocabulary.bundled());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SPN 4364 FMI 2      | SPN 4364 FMI 2: conversion efficiency
            SPN4364/2           | SPN 4364 FMI 2: conversion efficiency
            spn-4364 fmi-2      | SPN 4364 FMI 2: conversion efficiency
            SPN4364-2           | SPN4364 FMI2 active
            spn 4364, fmi 2     | SPN: 4364 FMI: 2
            SPN4364 FMI2        | SPN 4364 FMI 2
            spn4364fmi2         | SPN 4364 FMI 2
            SPN-4364/FMI-2      | SPN 4364 FMI 2
            SPN#4364 FMI#2      | SPN 4364 FMI 2
            SPN:4364/FMI:2      | spn-4364 fmi-2
            FMI 2 SPN 4364      | SPN 4364 FMI 2
            SPN 4364 FMI 2      | FMI 2, SPN 4364
            SPN 4364 FMI 02     | SPN 4364 FMI 2
            4364-2              | SPN 4364 FMI 2
            4364/2              | SPN4364/2
            SPN 4364            | SPN 4364 FMI 18 came back
            4364                | SPN 4364 FMI 18 came back
            3512B               | the 3512B engines
            3512b               | Caterpillar CAT3512B
            CAT3512B            | CAT 3512B, port
            CAT3512B            | the 3512B engines
            CAT 3512B           | CAT-3512B
            CAT-3512B           | 3512B
            3512                | 3512C main engines
            CAT 3512            | 3512C main engines
            E047                | Alarm E047 on the panel
            e-047               | Alarm E047 on the panel
            E 047               | Alarm E047 on the panel
            E047                | Alarm E 047 on the panel
            E047                | Alarm E-047 on the panel
            3512 B              | the 3512B engines
            cat-3512b           | Caterpillar 3512B
            Caterpillar 3512B   | CAT3512B
            E.047               | Alarm E047 on the panel
            E_047               | Alarm E047 on the panel
            alarm e047          | E-047: low sea water pressure
            MTU-X00123456       | X00123456 Fine fuel filter
            MTU_X00123456       | MTU X00123456
            mtu/x00123456       | MTU X00123456
            X00123456           | MTU-X00123456 filter
            MTU X00123456       | MTU-X00123456 filter
            mtux00123456        | MTU-X00123456 filter
            54-OR323014         | O-ring 54-OR323014
            54OR323014          | O-ring 54-OR323014
            54 OR 323014        | O-ring 54-OR323014
            54 or323014         | O-ring 54-OR323014
            54-OR-323014        | O-ring 54-OR323014
            54.OR.323014        | O-ring 54-OR323014
            54or323014          | O-ring 54 OR 323014
            OR323014            | O-ring 54-OR323014
            326-1641            | element 3261641
            3261641             | element 326-1641
            12V2000M96L         | MTU 12V 2000 M96L
            12V 2000 M96L       | MTU 12V2000M96L
            GEN-1               | Gen 1 at 200 kW
            D13                 | Volvo Penta D13
            SCR-2               | clean SCR-1/SCR-2
            generator 2         | GEN-2 (Generator 2)
            DG2                 | the second was Gen 2
            DG-2                | generator no. 2 tripped
            Gen. No 2           | genset 2 load
            #2 generator        | DG 2
            no. 2 genset        | Generator 02
            main engine 1       | ME1 oil
            bow thruster 1      | BT-1
            purifier 2          | separator no 2
            """)
    void isFoundHoweverItIsWritten(String query, String text) {
        assertThat(asked(query)).as(query).containsAnyElementsOf(stored(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SPN 4364 FMI 2      | SPN 4360 FMI 2
            SPN 4364 FMI 2      | SPN 43642 active
            SPN 4364            | SPN 43640 FMI 1
            3512B               | 3512C main engines
            3512B               | 3512 main engines
            CAT3512B            | C32 auxiliary
            E047                | E074 alarm
            E047                | E47 alarm
            E047                | E0471 alarm
            X00123456           | X00123457 filter
            54-OR323014         | 54-OR323015
            326-1641            | 326-1642
            GEN-1               | GEN-11
            D13                 | D16 engine
            12V2000M96L         | 12V 2000 M94
            SPN 4364 FMI 2      | SPM 4364 FMI 2
            SPN 436 FMI 42      | SPN 4364 FMI 2
            3512B               | 3521B
            CAT3512B            | CAT3516B
            E047                | F047
            E047                | EO47
            MTU-X00123456       | MTU-X00123465
            MTU-X00123456       | MTU-Y00123456
            54-OR323014         | 54-0R323014
            54-OR323014         | 45-OR323014
            54-OR323014         | 54-OR32301
            generator 2         | Generator 1
            generator 2         | Generator 12
            generator 2         | generator 2.5 bar
            generator 2         | generator 2 bar
            generator 2         | pump 2
            main engine 2       | ME-P port main engine
            """)
    void aNearMissIsNotFound(String query, String text) {
        assertThat(Collections.disjoint(asked(query), stored(text)))
                .as(query + " and " + text)
                .isTrue();
    }

    @Test
    void theFailureModeAskedForIsWorthMoreThanAnotherOfTheSameParameter() {
        var forms = codes.asked("SPN 4364 FMI 2").getFirst().query().forms();

        assertThat(forms.get("spn4364fmi2")).isGreaterThan(forms.get("spn4364"));
        assertThat(stored("SPN 4364 FMI 18")).contains("spn4364").doesNotContain("spn4364fmi2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            24 V
            24V supply
            1500 rpm
            on 2024-01-27
            0.60 mm clearance
            12.5bar
            and oil on deck
            27/01/2024
            """)
    void quantitiesAndDatesAreNoCertainCodes(String text) {
        assertThat(codes.asked(text)).noneMatch(code -> code.query().certain());
    }

    @Test
    void mentionsKnowWhereTheyStand() {
        String text = "Alarm E047, then SPN 4364 FMI 2.";

        assertThat(codes.mentions(text).stream().map(each -> text.substring(each.start(), each.end())))
                .contains("E047", "SPN 4364 FMI 2");
    }

    @Test
    void aMegabyteOfSeparatorsIsReadWithoutStackOrForms() {
        String text = "a-1".repeat(300_000);

        assertThat(codes.mentions(text)).allMatch(each -> each.forms().stream().allMatch(form -> form.length() < 64));
    }

    private Set<String> asked(String query) {
        Set<String> forms = new HashSet<>();
        codes.asked(query).forEach(code -> forms.addAll(code.query().forms().keySet()));
        return forms;
    }

    private List<String> stored(String text) {
        return codes.mentions(text).stream()
                .flatMap(mention -> mention.forms().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "94 FMI 3, spn94fmi3",
        "94/1, spn94fmi1",
        "CID248-9, cid248",
        "2247 9640, 22479640",
        "26140 80172, 2614080172",
        "45 0820, 450820"
    })
    void shorthandsAndGroupsAreRead(String query, String form) {
        assertThat(codes.asked(query))
                .anySatisfy(code -> assertThat(code.query().forms()).containsKey(form));
    }

    @ParameterizedTest
    @CsvSource({"CID 94 FMI 3, spn94fmi3", "1/2 inch, spn1fmi2", "03/12/2024, spn3fmi12", "12 34, 1234"})
    void otherNumbersAreNotTakenForThem(String query, String form) {
        assertThat(codes.asked(query))
                .allSatisfy(code -> assertThat(code.query().forms()).doesNotContainKey(form));
    }
}
