package io.celesteos.nlp.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TaggerPropertiesSliceTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(TaggerConfiguration.class);

    @Test
    void rulesStandAloneUnlessToldOtherwise() {
        runner.run(context -> {
            assertThat(context.getBean(TaggerProperties.class).entitiesFrom()).isEqualTo(1);
            assertThat(context.getBean(LearnedRecognizers.class).all()).isEmpty();
        });
    }

    @Test
    void aThresholdBringsTheModelIn() {
        runner.withPropertyValues("nlp.tagger.entities-from=0.95")
                .run(context -> assertThat(
                                context.getBean(LearnedRecognizers.class).all())
                        .singleElement()
                        .isInstanceOf(TaggerRecognizer.class));
    }

    @Test
    void nonsenseStopsTheStart() {
        runner.withPropertyValues("nlp.tagger.entities-from=0.2")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("nlp.tagger.entity-from=0.9")
                .run(context -> assertThat(context).hasFailed());
    }
}
