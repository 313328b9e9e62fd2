package io.celesteos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class ScopeTests {

    @ParameterizedTest
    @CsvSource({
        "POST,   /webhook/search,          search",
        "POST,   /api/v1/search,           search",
        "POST,   /rag/query,               search",
        "POST,   /rag/reload,              documents:write",
        "GET,    /api/v1/stream,           answer",
        "GET,    /api/v1/stream/ws,        answer",
        "POST,   /api/v1/stream-tokens,    answer",
        "POST,   /v1/chat/completions,     answer",
        "POST,   /api/v1/extract/batch,    extract",
        "POST,   /v1/embeddings,           embed",
        "GET,    /v1/models/bge-small,     embed",
        "GET,    /api/v1/documents/1,      documents:read",
        "POST,   /api/v1/documents,        documents:write",
        "DELETE, /api/v1/documents/1,      documents:write",
        "GET,    /api/v1/jobs/1/events,    documents:read",
        "GET,    /api/v1/workflows,        documents:read",
        "GET,    /api/v1/workflows/runs/1/events, documents:read",
        "POST,   /api/v1/workflows/runs/1/cancel, documents:write",
        "POST,   /api/v1/workflows/code/runs, documents:write"
    })
    void aKeyNeedsTheScopeOfItsPath(String method, String path, String scope) {
        Scope needed = Scope.named(scope);
        assertThatNoException().isThrownBy(() -> Scope.require(Set.of(needed), HttpMethod.valueOf(method), path));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> Scope.require(EnumSet.complementOf(EnumSet.of(needed)), HttpMethod.valueOf(method), path))
                .satisfies(refused -> {
                    assertThat(refused.type()).isEqualTo(ProblemType.FORBIDDEN);
                    assertThat(refused.detail()).contains(scope);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/api-keys",
                "/api/v1/signing-secret",
                "/actuator/prometheus",
                "/api/v1/searches",
                "/api/v1/search%2f..",
                "/unheard-of"
            })
    void whatNoScopeNamesNoKeyOpens(String path) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Scope.require(EnumSet.allOf(Scope.class), HttpMethod.POST, path));
    }

    @Test
    void anUnknownScopeIsToldWhichThereAre() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Scope.named("everything"))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.INVALID_REQUEST));
    }
}
