package io.celesteos.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanPathFilterTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/search",
                "/api//v1/search",
                "/api/v1/search/..",
                "/api/v1/search/.",
                "/api/../actuator/prometheus",
                "/api/./v1",
                "/health/..;/actuator/prometheus",
                "/api/v1/search;jsessionid=1",
                "/api%2Fv1/search",
                "/health/%2e%2e/actuator/prometheus",
                "/health/.%2E/actuator",
                "/api%5cv1",
                "/api\\v1",
                "/api/v1/%00",
                "/health%252f..%252factuator",
                "/health%3B/x",
                "api/v1/search",
                ""
            })
    void pathsThatCouldBeReadInTwoWaysAreRefused(String path) {
        assertThat(CleanPathFilter.isClean(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/search",
                "/api/v1/documents/6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11",
                "/console/console.js",
                "/.well-known/x",
                "/a..b/c...d",
                "/caf%C3%A9",
                "/with%20blank"
            })
    void plainPathsPass(String path) {
        assertThat(CleanPathFilter.isClean(path)).isTrue();
    }
}
