package io.celesteos.nlp.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import io.celesteos.nlp.resource.TsvResource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartRecognizersTests {

    @Test
    void everyShapeReadsItsOwnExample() {
        var recognizer = new OemPartRecognizer();
        for (TsvResource.Row row : TsvResource.read("/parts/oem_shapes.tsv").rows()) {
            String text = row.get("manufacturer") + " part " + row.get("example") + " please";
            assertThat(Readings.by(recognizer, text))
                    .describedAs(text)
                    .contains(row.get("example") + "=" + row.get("example").toUpperCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1R-0726|1R-0726=1R-0726",
                "order 326-1641|326-1641=326-1641",
                "x00123456 fits|x00123456=X00123456",
                "fit 2020PM|2020PM=2020PM",
                "o-ring 326-1641|326-1641=326-1641",
                "Volvo Penta 21707132|21707132=21707132"
            })
    void shapesOfMakersAreRead(String text, String expected) {
        assertThat(Readings.by(new OemPartRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "326-1641",
                "call 555-1234 about the part",
                "phone: 555-1234 part",
                "part, tel +33 555-1234",
                "filter 20240312",
                "2024-03-12 filter",
                "21707132",
                "part 1R-07261",
                "part A1R-0726",
                "2020 pm filter",
                "fs 12 filter",
                "1R-0726-5 kit",
                "SPN 4364-2 part",
                "no numbers here",
                "part 12-03-2024"
            })
    void datesTelephonesAndOtherNumbersAreNoParts(String text) {
        assertThat(Readings.by(new OemPartRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P/N RE-504836|RE-504836=RE-504836",
                "part no. 12.345/6, new|12.345/6=12.345/6",
                "part number: AB12CD.|AB12CD=AB12CD",
                "pn 838929|838929=838929",
                "Part number is 44011000|44011000=44011000"
            })
    void whatIsAnnouncedIsAPartOfAnyShape(String text, String expected) {
        assertThat(Readings.by(new AnnouncedPartRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P/N unknown", "part numbers", "part no.", "apn 838929", "part 838929", "p/n a1", "spn 4364"})
    void nothingIsAnnouncedHere(String text) {
        assertThat(Readings.by(new AnnouncedPartRecognizer(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1R-0726|1R-0726=1R-0726",
                "1r0726 in stock|1r0726=1R-0726",
                "1R 0726|1R 0726=1R-0726",
                "21707132|21707132=21707132",
                "0501 216 445|0501 216 445=0501.216.445"
            })
    void theInventoryIsKnownHoweverItIsWritten(String text, String expected) {
        assertThat(Readings.by(new InventoryPartRecognizer(), text, Yachts.yacht()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234", "gasket", "1R-07261", "11R-0726", "2170713", "217071321", "call 21707132", "1R, 0726"})
    void shortWordyOrLongerNumbersAreNotInTheInventory(String text) {
        assertThat(Readings.by(new InventoryPartRecognizer(), text, Yachts.yacht()))
                .isEmpty();
    }

    @Test
    void aPartOnBoardTakesItsNameFromTheInventoryWhoeverFindsIt() {
        for (var recognizer :
                List.of(new OemPartRecognizer(), new AnnouncedPartRecognizer(), new InventoryPartRecognizer())) {
            var part = (Entity.Part) Readings.candidates(recognizer, "P/N 1R-0726", Yachts.yacht())
                    .getFirst()
                    .entity()
                    .apply(Readings.anyMention());
            assertThat(part)
                    .extracting(Entity.Part::inInventory, Entity.Part::name, Entity.Part::manufacturer)
                    .containsExactly(true, "Oil filter element", "Caterpillar");
        }
        var unknown = (Entity.Part) Readings.candidates(new OemPartRecognizer(), "8N-6309", Yachts.yacht())
                .getFirst()
                .entity()
                .apply(Readings.anyMention());
        assertThat(unknown.inInventory()).isFalse();
        assertThat(unknown.manufacturer()).isEqualTo("Caterpillar");
    }
}
