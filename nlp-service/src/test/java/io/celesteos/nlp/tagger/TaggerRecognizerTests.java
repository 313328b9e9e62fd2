package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.EntitySource;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.recognize.Scene;
import io.celesteos.nlp.recognize.Stage;
import io.celesteos.nlp.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggerRecognizerTests {

    private static final TaggerRecognizer RECOGNIZER =
            TaggerRecognizer.shipped(new TextEncoder(WordPieces.load()), 0.5);

    @Test
    void machinesAreSeenWithoutAList() {
        Scene scene = Readings.scene("port main engine overheating");
        assertThat(RECOGNIZER.recognize(scene))
                .anySatisfy(found ->
                        assertThat(scene.source().written(found.span())).isEqualTo("port main engine"))
                .allSatisfy(found -> {
                    assertThat(found.source()).isEqualTo(EntitySource.MODEL);
                    assertThat(found.confidence()).isBetween(0.5, 1.0);
                });
    }

    @Test
    void whatRulesHaveTakenIsLeftAlone() {
        Scene scene = Readings.scene("port main engine overheating").without(List.of(new Span(5, 9)));
        assertThat(RECOGNIZER.recognize(scene))
                .allSatisfy(found -> assertThat(scene.isFree(found.span())).isTrue());
        assertThat(RECOGNIZER.recognize(scene))
                .hasSizeLessThan(RECOGNIZER
                        .recognize(Readings.scene("port main engine overheating"))
                        .size());
    }

    @Test
    void itReadsLastAndLeavesCodesAndDatesToTheRules() {
        assertThat(RECOGNIZER.stage()).isEqualTo(Stage.values()[Stage.values().length - 1]);
        assertThat(RECOGNIZER.recognize(Readings.scene("SPN 100 FMI 1 on 12 March 2027")))
                .isEmpty();
    }
}
