package io.celesteos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.intent.IntentModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogisticRegressionTests {

    private static final List<Example> EXAMPLES = List.of(
            example("search", "find", "pump"),
            example("search", "find", "fan"),
            example("order_parts", "order", "pump"),
            example("order_parts", "order", "fan"));

    @Test
    void whatSetsIntentsApartIsLearned() {
        IntentModel model = LogisticRegression.withSeed(1).fit(EXAMPLES, 1);
        assertThat(model.intents()).containsExactly("order_parts", "search");
        assertThat(model.probabilities(Set.of("order", "valve"))[0]).isGreaterThan(0.7);
        assertThat(model.probabilities(Set.of("find", "valve"))[1]).isGreaterThan(0.7);
    }

    @Test
    void theSameSeedWritesTheSameFile(@TempDir Path folder) throws Exception {
        Path one = folder.resolve("one.gz");
        Path other = folder.resolve("other.gz");
        IntentModelFile.write(LogisticRegression.withSeed(7).fit(EXAMPLES, 0.8), one);
        IntentModelFile.write(LogisticRegression.withSeed(7).fit(EXAMPLES, 0.8), other);
        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
    }

    @Test
    void theTemperatureDoublesTheDoubtOfAModelTooSureOfItself() {
        var sureAndRight = new Temperature.Judged(new double[] {0.99, 0.01}, 0);
        var sureAndWrong = new Temperature.Judged(new double[] {0.99, 0.01}, 1);
        assertThat(Temperature.fitting(List.of(sureAndRight, sureAndRight, sureAndWrong)))
                .isGreaterThan(2);
        assertThat(Temperature.fitting(List.of(sureAndRight))).isLessThan(1);
    }

    private static Example example(String intent, String... features) {
        return new Example(new LinkedHashSet<>(List.of(features)), intent);
    }
}
