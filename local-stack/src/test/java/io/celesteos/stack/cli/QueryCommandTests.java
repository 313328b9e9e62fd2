package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.cli.SpokenGateway.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCommandTests {

    private static final String FOUND = """
            {"results": [{"id": "00000000-0000-4000-8000-000000000011", "type": "document_chunk",
              "content": "...", "snippet": "Bleed the &lt;fuel&gt; system when <mark>SPN 4364</mark>\\nis shown",
              "score": 0.9213, "scores": {"bm25": 12.5}, "metadata": {"title": "NOx\\u001b[2J faults", "page": 12,
              "section": "Codes"}, "highlights": []}],
             "search_metadata": {"search_type": "hybrid", "bm25_results": 1, "vector_results": 1, "reranked": true,
              "latency_ms": 31, "models": {}, "timings_ms": {}, "degraded": ["embedding_unavailable"],
              "corrected": [{"from": "geneator", "to": "generator"}]}}""";

    @TempDir
    private Path folder;

    private SpokenGateway gateway;

    @BeforeEach
    void begin() throws IOException {
        gateway = new SpokenGateway();
    }

    @AfterEach
    void end() {
        gateway.close();
    }

    private int query(CliTestBench cli, String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(
                new String[] {"query", "--url", gateway.url(), "--key", SpokenGateway.CREDENTIAL}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return cli.celeste(all);
    }

    @Test
    void aHitIsShownWithItsPageItsScoreAndItsMatches() {
        gateway.say("POST /api/v1/search", FOUND);
        var cli = new CliTestBench(folder, true);

        assertThat(query(cli, "geneator", "SPN", "4364")).isZero();

        assertThat(cli.said())
                .contains("1. ", "NOx[2J faults", "page 12", "Codes", "0.921", "document chunk")
                .contains("Bleed the <fuel> system when \u001b[1;33mSPN 4364\u001b[0m is shown")
                .contains("Without: embedding_unavailable")
                .contains("Searched for generator beside geneator")
                .contains("31 ms")
                .doesNotContain("\u001b[2J");
    }

    @Test
    void whereNobodyWatchesThereAreNoColours() {
        gateway.say("POST /api/v1/search", FOUND);
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "SPN 4364")).isZero();
        assertThat(cli.said()).contains("when SPN 4364 is shown").doesNotContain("\u001b");
    }

    @Test
    void whatIsAskedForIsAskedInTheApisWords() {
        gateway.say("POST /api/v1/search", FOUND);
        var cli = new CliTestBench(folder);

        int code = query(
                cli,
                "-k",
                "3",
                "-t",
                "bm25",
                "--no-rerank",
                "--explain",
                "-f",
                "system=fuel",
                "-f",
                "system=lube",
                "--from",
                "2024-01-31",
                "pump");

        assertThat(code).isZero();
        var asked = JsonStrictness.mapper()
                .readTree(gateway.heard("POST /api/v1/search").getFirst().body());
        assertThat(asked).isEqualTo(JsonStrictness.mapper().readTree("""
                {"query": "pump", "top_k": 3, "search_type": "bm25", "rerank": false, "explain": true,
                 "filters": {"system": ["fuel", "lube"], "date_range": {"start": "2024-01-31"}}}"""));
    }

    @Test
    void jsonIsTheServersAnswerAndNothingElse() {
        gateway.say("POST /api/v1/search", FOUND);
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "--json", "pump")).isZero();
        assertThat(cli.document()).isEqualTo(JsonStrictness.mapper().readTree(FOUND));
        assertThat(cli.aside()).isEmpty();
    }

    @Test
    void aRefusalIsItsOwnSentenceWithItsFields() {
        gateway.say(
                "POST /api/v1/search",
                400,
                "{\"status\":400,\"code\":\"query_too_long\",\"detail\":\"The query is too long.\",\"retryable\":false,"
                        + "\"errors\":[{\"field\":\"query\",\"message\":\"must be at most 2000 characters\"}]}",
                Map.of());
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "pump")).isEqualTo(1);
        assertThat(cli.said()).contains("The query is too long. (query must be at most 2000 characters)");
    }

    @Test
    void whatIsStillLoadingIsAskedAgainAndInTheEndIsAway() {
        String loading = SpokenGateway.problem(503, "starting", "The index is still loading.", true);
        gateway.say("POST /api/v1/search", 503, loading, Map.of());
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "pump")).isEqualTo(4);
        assertThat(cli.said()).contains("still loading");
        assertThat(cli.pauses).hasSizeGreaterThan(3).isSorted();
    }

    @Test
    void anAnswerIsShownAsItIsWrittenWithWhatItCites() {
        gateway.say("GET /api/v1/stream", events("""
                event: start
                data: {"type":"search_start","query":"pump"}

                event: result
                data: {"id":"a","type":"document_chunk","title":"Pump","score":0.9}

                : heartbeat

                event: llm_chunk
                data: {"content":"Replace the ","chunk_id":1}

                event: llm_chunk
                data: {"content":"impeller [1].","chunk_id":2}

                event: citations
                data: {"citations":[{"number":1,"title":"Pump","quote":"yearly"}]}

                event: complete
                data: {"total_results":1,"latency_ms":450,"degraded":["llm_unavailable"]}

                """));
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "--answer", "pump")).isZero();
        assertThat(cli.said())
                .contains("Replace the impeller [1].", "[1] Pump", "yearly", "450 ms", "Without: llm_unavailable");
        assertThat(gateway.heard("GET /api/v1/stream").getFirst().parameters())
                .containsEntry("query", "pump")
                .containsEntry("llm", "true");

        assertThat(query(cli, "--answer", "--json", "pump")).isZero();
        assertThat(cli.document().path("answer").asString()).isEqualTo("Replace the impeller [1].");
        assertThat(cli.document().path("complete").asBoolean()).isTrue();
    }

    @Test
    void anAnswerThatBreaksOffIsAnAnswerInPart() {
        gateway.say("GET /api/v1/stream", events("""
                event: llm_chunk
                data: {"content":"Replace the ","chunk_id":1}

                event: error
                data: {"code":"deadline_exceeded","detail":"The deadline passed."}

                """));
        var cli = new CliTestBench(folder);

        assertThat(query(cli, "--answer", "pump")).isEqualTo(3);
        assertThat(cli.said()).contains("broke off: The deadline passed.");
    }

    private static Said events(String stream) {
        return new Said(200, stream, "text/event-stream", Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-k 0 pump | --top-k must be 1 to 100",
                "-t magic pump | --type must be",
                "-f colour=red pump | --filter takes NAME=VALUE with one of document_id",
                "-f system pump | --filter takes",
                "--from yesterday pump | must be a date",
                "--answer -f system=fuel pump | without filters"
            })
    void whatCannotBeAskedIsSaidInOneSentence(String arguments, String sentence) {
        var cli = new CliTestBench(folder);

        assertThat(query(cli, arguments.split(" "))).isEqualTo(1);
        assertThat(cli.said()).contains(sentence);
        assertThat(gateway.heard).isEmpty();
    }
}
