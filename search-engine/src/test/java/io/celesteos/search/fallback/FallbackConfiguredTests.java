package io.celesteos.search.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

class FallbackConfiguredTests {

    @Configuration(proxyBeanMethods = false)
    @Conditional(FallbackConfigured.class)
    static class Provider {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enabled=true  | api-key=sk-1 | true
            enabled=false | api-key=sk-1 | false
            enabled=true  | api-key=     | false
            space=        | api-key=sk-1 | true
            space=        | model=m      | false
            """)
    void aKeyTurnsItOnUnlessSomebodySaidNo(String one, String other, boolean on) {
        new ApplicationContextRunner()
                .withUserConfiguration(Provider.class)
                .withPropertyValues("search.fallback-embedding." + one, "search.fallback-embedding." + other)
                .run(context ->
                        assertThat(context.getBeansOfType(Provider.class)).hasSize(on ? 1 : 0));
    }
}
