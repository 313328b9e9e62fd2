package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.celesteos.bench.quality.QuestionSet.Aim;
import io.celesteos.bench.report.Machine;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QualityReportTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 1));
    private static final PrintStream SILENT =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    /** Finds the answer of every question but those whose number it does not know. */
    private record Fake(String name, int knows) implements Contender {

        @Override
        public Answer ask(Question question, int depth) {
            boolean known = Integer.parseInt(question.id()) < knows;
            return new Answer(
                    List.of(new Found(HitType.DOCUMENT_CHUNK, "", Map.of("source", known ? question.id() : "wrong"))),
                    name.endsWith("rerank"),
                    !known);
        }
    }

    private static SetResult measured(List<Contender> contenders) throws IOException {
        List<Question> questions = IntStream.range(0, 40)
                .mapToObj(i -> new Question(
                        Integer.toString(i), i % 2 == 0 ? "code" : "typo", YACHT, "q", Map.of(Integer.toString(i), 2)))
                .toList();
        QuestionSet set = new QuestionSet(
                "demo", "test", questions, (question, found) -> List.of(found.text("source")), 10, Aim.FIRST);
        return new QualityRun(2, Duration.ZERO, SILENT).measure(set, contenders);
    }

    private static QualityReport report(SetResult result) {
        return new QualityReport(Instant.EPOCH, "./celeste bench quality", Machine.here(), List.of(result));
    }

    @Test
    void eachContendersAnswersAreJudgedAndComparedQuestionByQuestion() throws Exception {
        SetResult result = measured(List.of(new Fake("baseline", 10), new Fake("hybrid+rerank", 30)));

        JsonNode set = JsonMapper.builder()
                .build()
                .readTree(report(result).json())
                .path("sets")
                .path(0);
        assertThat(set.path("systems").path(0).path("p_1").asDouble()).isEqualTo(0.25);
        assertThat(set.path("systems").path(1).path("p_1").asDouble()).isEqualTo(0.75);
        assertThat(set.path("systems").path(1).path("p_1_by_kind").path("code").asDouble())
                .isEqualTo(0.75);
        assertThat(set.path("systems").path(1).path("reranked").asInt()).isEqualTo(40);
        assertThat(set.path("systems").path(1).path("degraded").asInt()).isEqualTo(10);
        JsonNode gain = set.path("gains").path(0);
        assertThat(gain.path("of").asString()).isEqualTo("hybrid+rerank");
        assertThat(gain.path("mean").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(gain.path("p").asDouble()).isLessThan(0.001);
    }

    @Test
    void theTableSaysWhatWasNotReranked() throws Exception {
        SetResult result = measured(List.of(new Fake("hybrid", 20), new Fake("hybrid+rerank", 20)));

        String table = report(result).table(Ansi.OFF);

        assertThat(table)
                .contains("demo test: 40 queries")
                .contains("0.5000")
                .contains("hybrid+rerank over hybrid: +0.0000 P@1")
                .contains("(20 degraded)")
                .doesNotContain("of 40 reranked")
                .doesNotContain("@|");
    }

    @Test
    void thePlotHasABarForEachContender() throws Exception {
        SetResult result = measured(List.of(new Fake("baseline", 10), new Fake("hybrid", 20)));

        assertThat(new QualityPlot(report(result)).svg())
                .startsWith("<svg")
                .contains(">baseline</text>", ">0.250</text>", ">hybrid</text>", ">0.500</text>")
                .endsWith("</svg>\n");
    }

    @Test
    void theMissedQuestionsAreTheLastContenders() throws Exception {
        SetResult result = measured(List.of(new Fake("baseline", 0), new Fake("hybrid", 38)));

        assertThat(new MissedQueries(result).lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("38\tcode\t0.000"));
    }

    @Test
    void aDegradedAnswerIsAskedForAgainWhileThereIsTime() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Contender filling = new Contender() {
            @Override
            public String name() {
                return "hybrid+rerank";
            }

            @Override
            public Answer ask(Question question, int depth) {
                boolean whole = asked.incrementAndGet() > 1;
                return new Answer(
                        List.of(new Found(HitType.DOCUMENT_CHUNK, "", Map.of("source", whole ? question.id() : "no"))),
                        whole,
                        !whole);
            }
        };
        QuestionSet one = new QuestionSet(
                "set",
                "test",
                List.of(new Question("7", "", YACHT, "q", Map.of("7", 1))),
                (question, found) -> List.of(found.text("source")),
                10,
                Aim.FIRST);

        SystemResult patient = new QualityRun(1, Duration.ofMinutes(1), SILENT)
                .measure(one, List.of(filling))
                .systems()
                .getFirst();

        assertThat(asked).hasValue(2);
        assertThat(patient.first()).isEqualTo(1);
        assertThat(patient.degraded()).isZero();
    }

    @Test
    void aContenderThatDoesNotAnswerLeavesNoFigure() {
        Contender dead = new Contender() {
            @Override
            public String name() {
                return "dead";
            }

            @Override
            public Answer ask(Question question, int depth) throws IOException {
                throw new IOException("no answer to " + question.id());
            }
        };

        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> measured(List.of(dead)))
                .withMessageContaining("no answer to");
    }
}
