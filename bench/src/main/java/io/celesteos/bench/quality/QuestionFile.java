package io.celesteos.bench.quality;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody's own questions. Of tab-separated lines each is a question, a document that answers it and, where given,
 * a grade from 1; a question with several answers has several lines, and a first line that begins with
 * {@code query} is a heading. Of JSON lines each is {@code {"query": "...", "answers": [{"document": "...",
 * "section": "...", "grade": 2}]}} with optional {@code id}, {@code kind}, {@code section} and {@code grade}.
 *
 * <p>A document is called by its id, its title, its {@code source} or its {@code file_name}; a record by its id.
 */
final class QuestionFile {

    static final String RESULT_ID = "result_id";
    static final String DOCUMENT_ID = "document_id";

    private static final int MOST = 100_000;
    private static final int DEPTH = 20;
    private static final int BEST_GRADE = 10;

    private final Path file;
    private final YachtId yacht;
    private final JsonMapper json = JsonStrictness.mapper();
    private final Map<String, Map<String, Integer>> byText = new LinkedHashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private QuestionFile(Path file, YachtId yacht) {
        this.file = file;
        this.yacht = yacht;
    }

    static QuestionSet read(Path file, YachtId yacht) throws IOException {
        QuestionFile reading = new QuestionFile(file, yacht);
        String name = Objects.toString(file.getFileName(), "questions");
        boolean lines = !name.toLowerCase(Locale.ROOT).endsWith(".jsonl");
        int number = 0;
        try (BufferedReader text = Files.newBufferedReader(file)) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (line.isBlank() || lines && number == 1 && line.startsWith("query")) {
                    continue;
                }
                if (lines) {
                    reading.row(number, line.split("\t", -1));
                } else {
                    reading.object(number, line);
                }
                if (reading.byText.size() + reading.questions.size() > MOST) {
                    throw reading.wrong(number, "more than " + MOST + " questions");
                }
            }
        }
        reading.byText.forEach((query, answers) ->
                reading.questions.add(new Question("q" + (reading.questions.size() + 1), "", yacht, query, answers)));
        if (reading.questions.isEmpty()) {
            throw new IOException(file + " holds no question.");
        }
        return new QuestionSet(name, "", reading.questions, QuestionFile::names, DEPTH, QuestionSet.Aim.NDCG10);
    }

    private void row(int number, String[] cells) throws IOException {
        if (cells.length < 2 || cells.length > 3 || cells[0].isBlank() || cells[1].isBlank()) {
            throw wrong(number, "needs a question, a tab, a document and, if wanted, a tab and a grade");
        }
        int grade = 1;
        if (cells.length == 3 && !cells[2].isBlank()) {
            try {
                grade = Integer.parseInt(cells[2].strip());
            } catch (NumberFormatException word) {
                throw wrong(number, "the grade must be a whole number, not " + cells[2].strip());
            }
        }
        byText.computeIfAbsent(cells[0].strip(), query -> new LinkedHashMap<>())
                .merge(cells[1].strip(), graded(number, grade), Math::max);
    }

    private void object(int number, String line) throws IOException {
        JsonNode question;
        try {
            question = json.readTree(line);
        } catch (JacksonException broken) {
            throw wrong(number, "is not a JSON object");
        }
        String query = question.path("query").asString("").strip();
        Map<String, Integer> answers = new LinkedHashMap<>();
        for (JsonNode answer : question.path("answers")) {
            String document = answer.path("document").asString("").strip();
            String section = answer.path("section").asString("").strip();
            if (document.isEmpty()) {
                throw wrong(number, "has an answer without a document");
            }
            answers.merge(
                    section.isEmpty() ? document : DemoNaming.section(document, section),
                    graded(number, answer.path("grade").asInt(1)),
                    Math::max);
        }
        if (query.isEmpty() || answers.isEmpty()) {
            throw wrong(number, "needs a query and at least one answer");
        }
        String id = question.path("id").asString("line " + number);
        if (!ids.add(id)) {
            throw wrong(number, "has the id " + id + " of a line before it");
        }
        questions.add(new Question(id, question.path("kind").asString(""), yacht, query, answers));
    }

    private int graded(int number, int grade) throws IOException {
        if (grade < 1 || grade > BEST_GRADE) {
            throw wrong(number, "the grade must be 1 to " + BEST_GRADE);
        }
        return grade;
    }

    private IOException wrong(int number, String what) {
        return new IOException(file + ", line " + number + ": " + what + ".");
    }

    /** A document under each of its names, and each section it lies in under each of them. */
    private static List<String> names(Question question, Found found) {
        List<String> documents = Stream.of("title", "source", "file_name", DOCUMENT_ID, RESULT_ID)
                .map(found::text)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        List<String> names = new ArrayList<>(documents);
        String path = found.text("section");
        if (!path.isEmpty()) {
            for (String section : path.split(" > ", -1)) {
                documents.forEach(document -> names.add(DemoNaming.section(document, section)));
            }
        }
        return names;
    }
}
