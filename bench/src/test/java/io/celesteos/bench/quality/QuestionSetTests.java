package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.bench.quality.QuestionSet.Aim;
import io.celesteos.contracts.tenancy.YachtId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionSetTests {

    private static final Path DEMO = Path.of("..", "demo");

    private static QuestionSet set(List<Question> questions) {
        return new QuestionSet("set", "test", questions, (question, found) -> List.of("x"), 10, Aim.FIRST);
    }

    @Test
    void theSampleDependsOnTheIdsAloneAndNotOnTheirOrder() {
        List<Question> questions = IntStream.range(0, 50)
                .mapToObj(i -> new Question("q" + i, "", new YachtId(new UUID(0, 1)), "text", Map.of("x", 1)))
                .toList();

        List<Question> sample = set(questions).sampled(7).questions();

        assertThat(sample).hasSize(7).isNotEqualTo(questions.subList(0, 7));
        assertThat(set(questions.reversed()).sampled(7).questions()).isEqualTo(sample);
        assertThat(set(questions).sampled(9).questions()).containsAll(sample);
        assertThat(Collections.disjoint(sample, questions)).isFalse();
    }

    @Test
    void theFirstPlaceIsTheBestOnlyWithTheHighestGradeThereIs() {
        Question question = new Question("q", "", new YachtId(new UUID(0, 1)), "text", Map.of("log", 1, "page", 2));

        assertThat(Judged.of(question, List.of("page", "log")))
                .extracting(Judged::firstIsBest, Judged::firstIsUseful)
                .containsExactly(true, true);
        assertThat(Judged.of(question, List.of("log", "page")))
                .extracting(Judged::firstIsBest, Judged::firstIsUseful)
                .containsExactly(false, true);
        assertThat(Judged.of(question, List.of()))
                .extracting(Judged::firstIsBest, Judged::firstIsUseful)
                .containsExactly(false, false);
    }

    @Test
    void theDemoQueriesAreReadWithTheirSplitsAndEveryAnswerNamesADocumentOfTheirYacht() throws Exception {
        QuestionSet dev = DemoQueries.read(DEMO, "dev");
        QuestionSet test = DemoQueries.read(DEMO, "test");

        assertThat(dev.questions()).hasSize(735);
        assertThat(test.questions()).hasSize(896);
        assertThat(test.questions())
                .allSatisfy(question -> assertThat(question.best()).isEqualTo(2));
        assertThat(dev.questions()).doesNotContainAnyElementsOf(test.questions());
    }
}
