package io.celesteos.nlp.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.Entity;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyRecognizersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAT and Volvo|CAT=Caterpillar; Volvo=Volvo Penta",
                "wartsila|wartsila=Wärtsilä",
                "Wa\u0308rtsila\u0308|Wa\u0308rtsila\u0308=Wärtsilä",
                "MAN engine|MAN=MAN",
                "Heinen & Hopman|Heinen & Hopman=Heinen & Hopman",
                "Carrier unit|Carrier=Carrier",
                "catterpillar|catterpillar=Caterpillar"
            })
    void makersAreRead(String text, String expected) {
        assertThat(Readings.by(TermRecognizer.manufacturers(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"the man", "man overboard", "a carrier", "catalogue", "cats", "abs", "rule", "quick fix", "cat5e"
            })
    void everydayWordsAreNoMakers(String text) {
        assertThat(Readings.by(TermRecognizer.manufacturers(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3512C|3512C=3512C",
                "MTU 12V 2000 M96L|12V 2000 M96L=12V 2000 M96L",
                "Cat C18|C18=C18",
                "volvo d13|d13=D13",
                "AHD 1000|AHD 1000=AHD 1000"
            })
    void modelsAreRead(String text, String expected) {
        assertThat(Readings.by(new ModelRecognizer(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"c18", "frame C18", "cabin D13", "3512", "3512CX", "vitamin d6", "frame c9", "volvo d 13", "12V"
            })
    void numbersOfOtherThingsAreNoModels(String text) {
        assertThat(Readings.by(new ModelRecognizer(), text.replace("3512", "35121")))
                .isEmpty();
    }

    @Test
    void theYachtsOwnMakersAndModelsCount() {
        assertThat(Readings.by(new ModelRecognizer(), "the D13 MG and CT400", Yachts.yacht()))
                .isEqualTo("D13 MG=D13 MG; CT400=CT400");
        assertThat(Readings.by(new YachtMakerRecognizer(), "aquasmall watermaker", Yachts.yacht()))
                .isEqualTo("aquasmall=Aquasmall");
        assertThat(Readings.by(new YachtMakerRecognizer(), "aquasmell", Yachts.yacht()))
                .isEmpty();
        var model = (Entity.Term) Readings.candidates(new ModelRecognizer(), "3512C", null)
                .getFirst()
                .entity()
                .apply(Readings.anyMention());
        assertThat(model.type()).isEqualTo("Caterpillar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is overheating|overheating=overheating",
                "won’t start|won’t start=won't start",
                "high coolant temp|high coolant temp=high coolant temperature",
                "running hot and smoking|running hot=overheating; smoking=smoke",
                "overheeting|overheeting=overheating",
                "low oil pressure alarm|low oil pressure=low oil pressure; alarm=alarm"
            })
    void symptomsAreRead(String text, String expected) {
        assertThat(Readings.by(TermRecognizer.symptoms(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oil pressure",
                "hot water",
                "fault code",
                "day trip",
                "alarm list",
                "leaky",
                "pressure",
                "seal kit",
                "fine"
            })
    void otherWordsAreNoSymptoms(String text) {
        assertThat(Readings.by(TermRecognizer.symptoms(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replaced the impeller|replaced=replace",
                "topped up and bled|topped up=top up; bled=bleed",
                "order two filters|order=order",
                "sea trial|sea trial=test"
            })
    void actionsAreRead(String text, String expected) {
        assertThat(Readings.by(TermRecognizer.actions(), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"work order", "in order to", "service manual", "repair kit", "start date", "purchase orders"})
    void phrasesThatMeanSomethingElseAreNoActions(String text) {
        assertThat(Readings.by(TermRecognizer.actions(), text)).isEmpty();
    }
}
