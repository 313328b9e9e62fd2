package io.celesteos.nlp.yacht;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.nlp.extract.ExtractProperties;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class YachtPropertiesSliceTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void defaultsAreTheDocumentedOnes() {
        runner.run(context -> {
            assertThat(context.getBean(YachtProperties.class))
                    .isEqualTo(new YachtProperties(Duration.ofSeconds(30), Duration.ofSeconds(2), 200));
            assertThat(context.getBean(DatabaseProperties.class))
                    .isEqualTo(new DatabaseProperties("", "", "", 4, Duration.ofSeconds(1)));
            assertThat(context.getBean(DatabaseProperties.class).isConfigured()).isFalse();
            assertThat(context.getBean(ExtractProperties.class))
                    .isEqualTo(new ExtractProperties(ZoneId.of("UTC"), 32, Duration.ofSeconds(2)));
        });
    }

    @Test
    void everyNameBinds() {
        runner.withPropertyValues(
                        "nlp.yacht.cache-ttl=5s",
                        "nlp.yacht.failure-ttl=1s",
                        "nlp.yacht.max-cached=3",
                        "nlp.database.url=jdbc:postgresql://db/x",
                        "nlp.database.user=u",
                        "nlp.database.password=secret",
                        "nlp.database.max-connections=2",
                        "nlp.database.connect-timeout=300ms",
                        "nlp.extract.time-zone=Europe/Monaco",
                        "nlp.extract.max-concurrent=7",
                        "nlp.extract.max-wait=3s")
                .run(context -> {
                    assertThat(context.getBean(YachtProperties.class))
                            .isEqualTo(new YachtProperties(Duration.ofSeconds(5), Duration.ofSeconds(1), 3));
                    var database = context.getBean(DatabaseProperties.class);
                    assertThat(database)
                            .isEqualTo(new DatabaseProperties(
                                    "jdbc:postgresql://db/x", "u", "secret", 2, Duration.ofMillis(300)));
                    assertThat(database.toString()).doesNotContain("secret");
                    assertThat(context.getBean(ExtractProperties.class))
                            .isEqualTo(new ExtractProperties(ZoneId.of("Europe/Monaco"), 7, Duration.ofSeconds(3)));
                });
    }

    @Test
    void aTypoOrAValueOutOfRangeStopsTheStart() {
        runner.withPropertyValues("nlp.yacht.cache-tll=5s")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("nlp.yacht.max-cached=0")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("nlp.extract.max-concurrent=0")
                .run(context -> assertThat(context).hasFailed());
    }

    @EnableConfigurationProperties({YachtProperties.class, DatabaseProperties.class, ExtractProperties.class})
    static class Settings {}
}
