package io.celesteos.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entities;
import io.celesteos.contracts.nlp.Entity;
import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.nlp.Mention;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionPipelineTests {

    private static final ExtractionPipeline PIPELINE = ExtractConfiguration.pipeline(Readings.LEXICON, List.of());
    private static final Set<EntityKind> ALL = EntityKind.byDefault();

    @Test
    void theExampleOfTheContractReadsAsTheContractSays() {
        Extraction extraction = read("Gen 2 SPN 4364 FMI 2 overheating");
        var equipment = extraction.entities().equipment();
        assertThat(equipment).singleElement().satisfies(one -> {
            assertThat(one.mention().text()).isEqualTo("Gen 2");
            assertThat(one.type()).isEqualTo("generator");
            assertThat(one.mention().confidence()).isEqualTo(0.95);
        });
        assertThat(extraction.entities().faultCodes()).singleElement().satisfies(one -> {
            assertThat(one.mention().text()).isEqualTo("SPN 4364 FMI 2");
            assertThat(one.standard()).isEqualTo("J1939");
            assertThat(one.description()).isNotBlank();
        });
        assertThat(extraction.intent().primary()).isEqualTo("diagnose_fault");
        assertThat(extraction.intent().secondary()).contains("create_work_order");
    }

    @Test
    void codesAreNeverReadAsDatesQuantitiesOrMachinesToo() {
        Entities entities =
                read("SPN 100 FMI 3 h, part 326-1641, P/N 2024-0312, E047 bar").entities();
        assertThat(entities.dates()).isEmpty();
        assertThat(entities.measurements()).isEmpty();
        assertThat(entities.faultCodes()).hasSize(2);
        assertThat(entities.parts()).hasSize(2);
    }

    @Test
    void theLongerPlaceTakesTheMachineInItsName() {
        Entities entities = read("leak in the steering gear room").entities();
        assertThat(entities.locations()).hasSize(1);
        assertThat(entities.equipment()).isEmpty();
    }

    @Test
    void theYachtsOwnListWins() {
        Entities entities = PIPELINE.extract(
                        "Gen 2 and Port HVAC in the lazarette, 1R-0726", Yachts.yacht(), Readings.REFERENCE, ALL)
                .entities();
        assertThat(entities.equipment()).extracting(Entity.Equipment::code).containsExactly("GEN-2", "HVAC-P");
        assertThat(entities.locations()).extracting(Entity.Location::zone).containsExactly("LAZ");
        assertThat(entities.parts()).extracting(Entity.Part::inInventory).containsExactly(true);
    }

    @Test
    void onlyTheKindsAskedForArePresentAndTheyReadTheSame() {
        Extraction some = PIPELINE.extract(
                "Gen 2 SPN 4364 FMI 2 overheating",
                null,
                Readings.REFERENCE,
                EnumSet.of(EntityKind.EQUIPMENT, EntityKind.PARTS));
        assertThat(some.entities().faultCodes()).isNull();
        assertThat(some.entities().symptoms()).isNull();
        assertThat(some.entities().parts()).isEmpty();
        assertThat(some.entities().equipment()).hasSize(1);
        assertThat(some.intent())
                .isEqualTo(read("Gen 2 SPN 4364 FMI 2 overheating").intent());
    }

    @Test
    void whatIsDeniedIsMarkedAndSuggestsNothing() {
        Extraction extraction = read("Gen 2 checked, no leak");
        assertThat(extraction.entities().symptoms())
                .singleElement()
                .satisfies(one -> assertThat(one.mention().negated()).isTrue());
        assertThat(extraction.intent().primary()).isEqualTo("search");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀 Gen 2 😀 SPN 4364 FMI 2 😀 leaking in the lazarette 😀 since yesterday",
                "Bo\u0308ning AHD 1000: Ｇｅｎ ２ at 102\u00A0℃, Wa\u0308rtsila\u0308 1R–0726",
                "\u202Eمولد 2 Gen 2\u202C تسرب oil leak",
                "a\uD83D Gen 2 \uDE00 leak"
            })
    void offsetsAreThoseOfTheTextAsSent(String text) {
        List<Mention> mentions = mentions(read(text).entities()).toList();
        assertThat(mentions).isNotEmpty();
        for (Mention mention : mentions) {
            assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.text());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void anyTextIsReadWithoutFailureAndWithoutOverlaps(long seed) {
        Random random = new Random(seed);
        List<String> shreds = List.of(
                "Gen 2 ",
                "SPN 4364 ",
                "FMI 2",
                "/",
                "-",
                "😀",
                "\u0301",
                "\uD83D",
                "12 March ",
                "no ",
                "1R-0726 ",
                "#",
                "\n",
                "\u0000",
                "leak ",
                "4.5 bar ",
                "E047",
                "ß",
                "ﬃ",
                "99999999999999999999",
                " 00:00 ",
                "last ",
                "30 days ",
                "p/n ");
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(shreds.get(random.nextInt(shreds.size())));
            }
            List<Mention> mentions = mentions(PIPELINE.extract(text.toString(), Yachts.yacht(), Readings.REFERENCE, ALL)
                            .entities())
                    .sorted(Comparator.comparingInt(Mention::start))
                    .toList();
            for (int j = 0; j < mentions.size(); j++) {
                Mention mention = mentions.get(j);
                assertThat(text.substring(mention.start(), mention.end()))
                        .describedAs("seed %d: %s", seed, text)
                        .isEqualTo(mention.text());
                assertThat(j == 0 || mentions.get(j - 1).end() <= mention.start())
                        .describedAs("seed %d: %s", seed, text)
                        .isTrue();
            }
        }
    }

    /** A pattern that backtracks needs hours for these; the bound is generous so that a busy machine passes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a",
                "1",
                "1,",
                "spn ",
                "fmi 1 ",
                "create ",
                "no leak or ",
                "E047 ",
                "12-",
                "-",
                "p/n a.",
                "gen 2 ",
                "generatr ",
                "1 1/2 ",
                "(",
                "oc "
            })
    void textsMadeToBacktrackAreReadInLinearTime(String unit) {
        String text = unit.repeat(20_000 / unit.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> PIPELINE.extract(text, Yachts.yacht(), Readings.REFERENCE, ALL));
    }

    private static Extraction read(String text) {
        return PIPELINE.extract(text, null, Readings.REFERENCE, ALL);
    }

    private static Stream<Mention> mentions(Entities entities) {
        return Stream.of(
                        entities.equipment(),
                        entities.faultCodes(),
                        entities.parts(),
                        entities.locations(),
                        entities.dates(),
                        entities.measurements(),
                        entities.manufacturers(),
                        entities.models(),
                        entities.symptoms(),
                        entities.actions(),
                        entities.identifiers())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(Entity::mention);
    }
}
