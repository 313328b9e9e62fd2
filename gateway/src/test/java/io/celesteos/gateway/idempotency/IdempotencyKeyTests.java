package io.celesteos.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

class IdempotencyKeyTests {

    @ParameterizedTest
    @ValueSource(strings = {"\"8e03978e-40d5-43e8-bc93-6894a57f9324\"", "8e03978e-40d5-43e8-bc93-6894a57f9324"})
    void quotedAndBareAreTheSameKey(String value) {
        assertThat(IdempotencyKey.in(headers(value)))
                .hasValue(new IdempotencyKey("8e03978e-40d5-43e8-bc93-6894a57f9324"));
    }

    @Test
    void withoutTheHeaderThereIsNone() {
        assertThat(IdempotencyKey.in(new HttpHeaders())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"", "a b", "a,b", "\"a\";p=1", "ä", "a\u0000"})
    void anotherFormIsRefused(String value) {
        assertRefused(headers(value));
        assertRefused(headers("x".repeat(256)));
        assertRefused(headers("a", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/v1/documents,       true",
        "POST,   /api/v1/documents/batch, true",
        "DELETE, /api/v1/documents/7,     true",
        "POST,   /api/v1/jobs/7/cancel,   true",
        "POST,   /api/v1/workflows/ingest/runs, true",
        "GET,    /api/v1/workflows/runs,  false",
        "POST,   /api/v1/api-keys,        true",
        "POST,   /rag/reload,             true",
        "GET,    /api/v1/documents,       false",
        "POST,   /api/v1/documentsX,      false",
        "POST,   /api/v1/search,          false",
        "POST,   /webhook/search,         false",
        "POST,   /api/v1/signing-secret,  false"
    })
    void itIsForWrites(String method, String path, boolean write) {
        assertThat(IdempotencyKey.isWrite(HttpMethod.valueOf(method), path)).isEqualTo(write);
    }

    private static void assertRefused(HttpHeaders headers) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IdempotencyKey.in(headers))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }

    private static HttpHeaders headers(String... values) {
        var headers = new HttpHeaders();
        for (String value : values) {
            headers.add(IdempotencyKey.HEADER, value);
        }
        return headers;
    }
}
