package io.celesteos.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.nlp.EntityKind;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.nlp.reading.Readings;
import io.celesteos.nlp.reading.Yachts;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a text says does not depend on what is asked about it: codes hide what looks like dates, asked for or not. */
class KindsAloneTests {

    private static final JsonMapper JSON = JsonStrictness.mapper();
    private static final List<String> TEXTS = DemoTexts.ofFiftyWords();

    private final ExtractionPipeline pipeline = ExtractConfiguration.pipeline(Readings.LEXICON, List.of());

    private JsonNode entities(String text, Set<EntityKind> asked) {
        return JSON.valueToTree(pipeline.extract(text, Yachts.yacht(), Readings.REFERENCE, asked)
                .entities());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MENTIONS")
    void aKindIsTheSameAloneAndTogether(EntityKind kind) {
        String key = kind.name().toLowerCase(Locale.ROOT);
        for (String text : TEXTS) {
            JsonNode alone = entities(text, EnumSet.of(kind));
            assertThat(alone.propertyNames()).containsExactly(key);
            assertThat(alone.get(key))
                    .isEqualTo(entities(text, EntityKind.byDefault()).get(key));
        }
    }

    @Test
    void theIntentIsTheSameWhateverIsAskedFor() {
        for (String text : TEXTS) {
            assertThat(pipeline.extract(text, null, Readings.REFERENCE, Set.of())
                            .intent())
                    .isEqualTo(pipeline.extract(text, null, Readings.REFERENCE, EntityKind.byDefault())
                            .intent());
        }
    }

    @Test
    void theTextsHoldSomethingOfMostKinds() {
        long kinds = EntityKind.byDefault().stream()
                .filter(kind -> TEXTS.stream()
                        .anyMatch(text -> !entities(text, EnumSet.of(kind))
                                .get(kind.name().toLowerCase(Locale.ROOT))
                                .isEmpty()))
                .count();
        assertThat(kinds).isGreaterThanOrEqualTo(9);
    }
}
