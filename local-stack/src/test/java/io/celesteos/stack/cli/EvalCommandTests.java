package io.celesteos.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalCommandTests {

    private static final String YACHT = "00000000-0000-4000-8000-0000000000aa";

    @TempDir
    private Path folder;

    private SpokenGateway gateway;
    private CliTestBench cli;

    @BeforeEach
    void begin() throws IOException {
        gateway = new SpokenGateway();
        cli = new CliTestBench(folder);
    }

    @AfterEach
    void end() {
        gateway.close();
    }

    private int eval(String... more) {
        String[] all = new String[more.length + 7];
        System.arraycopy(
                new String[] {"eval", "--url", gateway.url(), "--key", SpokenGateway.CREDENTIAL, "--yacht", YACHT},
                0,
                all,
                0,
                7);
        System.arraycopy(more, 0, all, 7, more.length);
        return cli.celeste(all);
    }

    private static String found(String... titles) {
        StringBuilder hits = new StringBuilder();
        for (String title : titles) {
            hits.append(hits.isEmpty() ? "" : ",")
                    .append(
                            "{\"id\":\"00000000-0000-4000-8000-000000000011\",\"type\":\"document_chunk\",\"content\":\"c\","
                                    + "\"snippet\":\"c\",\"score\":0.5,\"scores\":{},\"highlights\":[],\"metadata\":{\"title\":\""
                                    + title + "\",\"section\":\"Care > Oil\"}}");
        }
        return "{\"results\":[" + hits + "],\"search_metadata\":{\"search_type\":\"hybrid\",\"bm25_results\":1,"
                + "\"vector_results\":1,\"reranked\":true,\"latency_ms\":3,\"models\":{},\"timings_ms\":{},\"degraded\":[]}}";
    }

    private Path questions(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aTableOfOnesOwnIsAskedAndScored() throws IOException {
        gateway.say("POST /api/v1/search", found("Pump", "Anchor"));
        gateway.say("POST /api/v1/search", found("Anchor", "Pump"));
        Path own = questions("own.tsv", "query\tdocument\tgrade\nimpeller\tPump\nanchor brake\tPump\n");

        assertThat(eval("-q", own.toString(), "--json")).isZero();

        var all = cli.document().path("all");
        assertThat(all.path("questions").asInt()).isEqualTo(2);
        assertThat(all.path("precision_1").asDouble()).isEqualTo(0.5);
        assertThat(all.path("mrr_10").asDouble()).isEqualTo(0.75);
        assertThat(all.path("recall_10").asDouble()).isEqualTo(1);
        assertThat(all.path("ndcg_10").asDouble()).isEqualTo((1 + 1 / (Math.log(3) / Math.log(2))) / 2, within(1e-4));
        assertThat(all.path("p95_ms").asDouble()).isPositive();
        assertThat(gateway.heard("POST /api/v1/search").getFirst().body()).contains("\"top_k\":20", YACHT);
    }

    @Test
    void sectionsAndKindsOfJsonLinesCount() throws IOException {
        gateway.say("POST /api/v1/search", found("Pump"));
        Path own = questions("own.jsonl", """
                {"query": "which oil", "kind": "question", "answers": [{"document": "Pump", "section": "Oil", "grade": 2}]}
                {"query": "which belt", "kind": "keywords", "answers": [{"document": "Pump", "section": "Belt", "grade": 2}]}
                """);

        assertThat(eval("-q", own.toString())).isZero();
        assertThat(cli.said())
                .containsPattern("keywords +1 +0\\.000")
                .containsPattern("question +1 +1\\.000")
                .containsPattern("all +2 +0\\.500")
                .contains("nDCG@10", "P@1", "p95 ms");
    }

    @Test
    void aQuestionThatIsRefusedIsCountedAndTold() throws IOException {
        gateway.say("POST /api/v1/search", 400, SpokenGateway.problem(400, "invalid_request", "No.", false), Map.of());
        gateway.say("POST /api/v1/search", found("Pump"));
        Path own = questions("own.tsv", "one\tPump\ntwo\tPump\n");

        assertThat(eval("-q", own.toString())).isEqualTo(3);
        assertThat(cli.said()).contains("1 questions were refused, the first: q1: No.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "only a question | own.tsv, line 1: needs a question, a tab, a document",
                "a\\tb\\tmuch | line 1: the grade must be a whole number, not much",
                "a\\tb\\t0 | the grade must be 1 to 10",
                "query\\tdocument | holds no question"
            })
    void aFileThatIsNotRightIsToldByItsLine(String text, String sentence) throws IOException {
        Path own = questions("own.tsv", text.replace("\\t", "\t"));

        assertThat(eval("-q", own.toString())).isEqualTo(1);
        assertThat(cli.said()).contains(sentence);
        assertThat(gateway.heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--split train | --split must be dev or test",
                "--limit 0 | --limit must be",
                "--type x | --type must be",
                "-q nowhere.tsv | cannot be read"
            })
    void whatCannotBeAskedIsSaidInOneSentence(String arguments, String sentence) {
        assertThat(eval(arguments.split(" "))).isEqualTo(1);
        assertThat(cli.said()).contains(sentence);
    }

    @Test
    void aKeyAloneDoesNotSayWhoseQuestionsAreMeant() {
        assertThat(cli.celeste("eval", "--url", gateway.url(), "--key", SpokenGateway.CREDENTIAL))
                .isEqualTo(1);
        assertThat(cli.said()).contains("Say with --yacht");
    }

    @Test
    void theDevelopmentQuestionsOfTheDemoAreTheDefault() throws IOException {
        var own = new CliTestBench(Path.of("..").toAbsolutePath().normalize());
        gateway.say("POST /api/v1/search", found("Pump"));

        int code = own.celeste(
                "eval",
                "--url",
                gateway.url(),
                "--key",
                SpokenGateway.CREDENTIAL,
                "--yacht",
                "meridian",
                "-n",
                "2",
                "--json");

        assertThat(code).isZero();
        assertThat(own.document().path("questions").asString()).isEqualTo("demo:dev");
        assertThat(own.document().at("/all/questions").asInt()).isEqualTo(2);
        assertThat(gateway.heard("POST /api/v1/search"))
                .allSatisfy(asked -> assertThat(asked.body()).contains("00000000-0000-4000-8000-000000000002"));
    }
}
