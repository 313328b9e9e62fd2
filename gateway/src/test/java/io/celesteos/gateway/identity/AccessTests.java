package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class AccessTests {

    @ParameterizedTest
    @CsvSource({
        "GET,  /,                               OPEN",
        "GET,  /index.html,                     OPEN",
        "GET,  /health,                         OPEN",
        "GET,  /console/console.js,             OPEN",
        "GET,  /favicon.svg,                    OPEN",
        "GET,  /v3/api-docs,                    OPEN",
        "GET,  /v3/api-docs/swagger-config,     OPEN",
        "GET,  /swagger-ui,                     OPEN",
        "GET,  /swagger-ui/index.html,          OPEN",
        "GET,  /docs/nlp-service/v3/api-docs,   OPEN",
        "GET,  /actuator/health,                OPEN",
        "GET,  /actuator/health/readiness,      OPEN",
        "POST, /webhook/search,                 BY_BODY",
        "GET,  /actuator,                       OPERATOR",
        "GET,  /actuator/prometheus,            OPERATOR",
        "GET,  /actuator/metrics/x,             OPERATOR",
        "GET,  /actuator/healthz,               OPERATOR",
        "GET,  /api/v1/stream,                  STREAM",
        "GET,  /api/v1/stream/ws,               STREAM",
        "POST, /api/v1/stream,                  YACHT",
        "GET,  /api/v1/stream/other,            YACHT",
        "GET,  /api/v1/streams,                 YACHT",
        "POST, /api/v1/stream-tokens,           YACHT",
        "POST, /api/v1/search,                  YACHT",
        "POST, /rag/query,                      YACHT",
        "GET,  /health/,                        YACHT",
        "GET,  /healthy,                        YACHT",
        "GET,  /Health,                         YACHT",
        "GET,  /%68ealth,                       YACHT",
        "GET,  /webhook/search/,                YACHT",
        "GET,  /console,                        YACHT",
        "GET,  /unheard-of,                     YACHT"
    })
    void onlyNamedPathsAreOpen(String method, String path, Access access) {
        assertThat(Access.of(HttpMethod.valueOf(method), path)).isEqualTo(access);
    }
}
