package io.celesteos.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.search.HitScores;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.search.SearchHit;
import io.celesteos.contracts.tenancy.YachtId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedQuestionsTests {

    private static final YachtId YACHT = new YachtId(new UUID(0, 7));
    private static final UUID DOCUMENT = new UUID(0, 9);

    @TempDir
    private Path folder;

    private JudgedQuestions read(String name, String text) throws IOException {
        return JudgedQuestions.ofFile(Files.writeString(folder.resolve(name), text), YACHT);
    }

    private static SearchHit hit(String title, String fileName) {
        return new SearchHit(
                new UUID(0, 1),
                HitType.DOCUMENT_CHUNK,
                DOCUMENT,
                0,
                "text",
                "text",
                0.5,
                new HitScores(null, null, null, null),
                Map.of("title", title, "file_name", fileName),
                List.of(),
                null);
    }

    @Test
    void aDocumentIsFoundUnderAnyOfItsNames() throws IOException {
        for (String name : List.of("Pump manual", "pump.pdf", DOCUMENT.toString(), new UUID(0, 1).toString())) {
            JudgedQuestions questions = read("own.tsv", "which oil\t" + name + "\n");

            var worth = questions.worth(questions.questions().getFirst(), List.of(hit("Pump manual", "pump.pdf")));

            assertThat(worth.measures().mrr10()).as(name).isEqualTo(1);
            assertThat(worth.firstIsBest()).as(name).isTrue();
        }
    }

    @Test
    void linesOfOneQuestionAreItsAnswers() throws IOException {
        JudgedQuestions questions = read("own.tsv", "query\tdocument\tgrade\noil\tA\t2\noil\tB\t1\nbelt\tA\n");

        assertThat(questions.questions())
                .extracting(JudgedQuestions.Asked::text)
                .containsExactly("oil", "belt");
        var worth = questions.worth(questions.questions().getFirst(), List.of(hit("B", "b"), hit("A", "a")));
        assertThat(worth.firstIsBest()).isFalse();
        assertThat(worth.firstIsUseful()).isTrue();
        assertThat(worth.measures().recall10()).isEqualTo(1);
        assertThat(questions.sampled(1).questions()).hasSize(1);
        assertThat(questions.of(new YachtId(new UUID(0, 8))).questions()).isEmpty();
    }

    @Test
    void wrongJsonLinesAreNamed() {
        assertThatThrownBy(() -> read("own.jsonl", "{\"query\": \"oil\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: needs a query and at least one answer");
        assertThatThrownBy(() -> read("own.jsonl", "\n{\"query\": \"oil\""))
                .hasMessageContaining("line 2: is not a JSON object");
        assertThatThrownBy(() -> read(
                        "own.jsonl",
                        "{\"id\": \"1\", \"query\": \"a\", \"answers\": [{\"document\": \"x\"}]}\n"
                                + "{\"id\": \"1\", \"query\": \"b\", \"answers\": [{\"document\": \"x\"}]}"))
                .hasMessageContaining("has the id 1 of a line before it");
    }
}
