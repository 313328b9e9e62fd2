package io.celesteos.gateway.fallback.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The lists are copies: what the nlp-service learns must be learnt here too. */
class KnownWordsTests {

    private static final Path NLP = Path.of("..", "nlp-service", "src", "main", "resources");

    @Test
    void theIntentsAreThoseOfTheNlpService() throws Exception {
        try (var model = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(NLP.resolve("intent/intent_model.tsv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> intents = model.lines()
                    .filter(line -> line.startsWith("intents\t"))
                    .flatMap(line -> Arrays.stream(line.split("\t")).skip(1))
                    .toList();
            assertThat(KnownWords.load().intents()).containsExactlyInAnyOrderElementsOf(intents);
        }
    }

    @Test
    void theEquipmentTypesAreThoseOfTheNlpService() throws Exception {
        List<String> types = Files.readAllLines(NLP.resolve("gazetteer/equipment_types.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t")[0])
                .distinct()
                .toList();
        assertThat(KnownWords.load().equipmentTypes()).containsExactlyInAnyOrderElementsOf(types);
    }
}
