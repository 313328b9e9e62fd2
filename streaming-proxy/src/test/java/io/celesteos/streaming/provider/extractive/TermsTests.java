package io.celesteos.streaming.provider.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTests {

    @ParameterizedTest
    @CsvSource({
        "overheating,      overheated",
        "overheats,        Overheating",
        "pumps,            pump",
        "valves,           valve",
        "SPN 4364,         spn4364",
        "SPN-4364,         SPN 4364",
        "SPN 4364 FMI 2,   the code SPN4364 came up",
        "E047,             alarm e047",
        "3512,             CAT 3512B",
        "MTU-X00123456,    part X00123456",
        "FMI 2,            fmi: 2",
    })
    void theSameThingWrittenInTwoWaysSharesATerm(String one, String other) {
        assertThat(common(one, other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FMI 2,       FMI 3",
        "E047,        E048",
        "SPN 4364,    SPN 4365",
        "gen 2,       bar 2",
        "the of and,  and of the",
        "pump,        pumpkin",
        "glass,       glas",
    })
    void differentThingsShareNone(String one, String other) {
        assertThat(common(one, other)).isEmpty();
    }

    @Test
    void codesAreTermsWithADigit() {
        assertThat(Terms.isCode("e047")).isTrue();
        assertThat(Terms.isCode("coolant")).isFalse();
    }

    private static Set<String> common(String one, String other) {
        Set<String> common = new HashSet<>(Terms.of(one));
        common.retainAll(Terms.of(other));
        // "fmi" is in both and says nothing about which fault it is; the same for the other prefixes.
        common.removeIf(term -> Set.of("fmi", "spn", "gen").contains(term));
        return common;
    }
}
