package io.celesteos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

class RequestCostTests {

    private final RequestCost costs =
            new RequestCost(new LimitsProperties.Costs(1, DataSize.ofKilobytes(2), 5, 7, DataSize.ofMegabytes(1)));

    @ParameterizedTest
    @CsvSource({
        "POST,   /webhook/search,         90,       1",
        "POST,   /api/v1/search,          90,       1",
        "POST,   /api/v1/extract,         90,       1",
        "GET,    /api/v1/models,          -1,       1",
        "GET,    /api/v1/jobs/7,          -1,       1",
        "POST,   /api/v1/embed,           90,       2",
        "POST,   /v1/embeddings,          20480,    11",
        "POST,   /v1/embeddings,          20481,    12",
        "POST,   /api/v1/rerank,          -1,       17",
        "POST,   /api/v1/extract/batch,   4096,     3",
        "GET,    /api/v1/stream,          -1,       5",
        "POST,   /api/v1/chat,            100000,   5",
        "POST,   /api/v1/documents,       300,      8",
        "POST,   /api/v1/documents/batch, 52428800, 57",
        "DELETE, /api/v1/documents/7,     -1,       7",
        "POST,   /api/v1/workflows/ingest/runs, 300, 8",
        "POST,   /api/v1/documentsX,      300,      1",
        "POST,   /rag/reload,             0,        7"
    })
    void aRequestCostsWhatItMakesTheSuiteDo(String method, String path, long length, int cost) {
        var headers = new HttpHeaders();
        if (length >= 0) {
            headers.setContentLength(length);
        }
        assertThat(costs.of(HttpMethod.valueOf(method), path, headers)).isEqualTo(cost);
    }
}
