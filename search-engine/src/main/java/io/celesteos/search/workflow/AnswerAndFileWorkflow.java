package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.contracts.validation.QueryText;
import io.celesteos.search.indexing.DocumentIntake;
import io.celesteos.search.sandbox.CodeSandbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a question and files the answer with its citations as a document of the yacht. The answer is put down before it
 * is filed, so that what is filed after a crash is the same document. Code may work the question out first.
 */
@Component
final class AnswerAndFileWorkflow implements Workflow {

    static final String ASK = "ask";
    static final String FILE = "file";
    static final String EMBED = "embed";
    static final String OFF = "No questions are asked here: set STREAMING_URL on the search-engine and its workers.";

    private static final String PLACE = "{{output}}";
    private static final int LONGEST_QUESTION = 2_000;

    private final AnsweringService answers;
    private final DocumentIntake intake;
    private final CodeSandbox sandbox;
    private final InputReader reader;
    private final Clock clock;

    AnswerAndFileWorkflow(
            AnsweringService answers, DocumentIntake intake, CodeSandbox sandbox, InputReader reader, Clock clock) {
        this.answers = answers;
        this.intake = intake;
        this.sandbox = sandbox;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param question with <code>{{output}}</code> where the code's output is to stand, if there is code
     * @param title of the document; null: the question
     * @param topK passages the answer is made from, default 10
     * @param metadata of the document, beside what says how it came about
     * @param code run first
     */
    record Input(
            @QueryText String question,
            @Nullable @Size(min = 1, max = 400) String title,

            @JsonProperty("top_k") @Nullable @Min(1) @Max(100)
            Integer topK,

            @Nullable @Size(max = 30) Map<String, Object> metadata,
            @Nullable @Valid CodeInput code) {}

    @Override
    public String name() {
        return "answer-and-file";
    }

    @Override
    public String summary() {
        return "Asks a question and stores the answer with its citations as a document that says it was generated.";
    }

    @Override
    public Map<String, String> input() {
        return Map.of(
                "question", "1 to 2,000 characters; " + PLACE + " is replaced by the output of the code",
                "title", "of the document; left out: the question",
                "top_k", "1 to 100 passages, default 10",
                "metadata", "of the document",
                "code", "{code, language, input, timeout_seconds}: run first, in a remote sandbox");
    }

    @Override
    public String missing() {
        return answers.available() ? "" : OFF;
    }

    @Override
    public void check(YachtId yacht, JsonNode input) {
        Input read = reader.read(input, Input.class);
        if (read.metadata() != null) {
            reader.within("documents[0].", () -> {
                intake.check(yacht, List.of(new DocumentSubmission(yacht, "Answer", "Answer", read.metadata())));
                return true;
            });
        }
        if (read.code() != null) {
            if (!sandbox.available()) {
                throw ProblemException.of(ProblemType.CONFLICT, CodeInput.OFF);
            }
            if (!read.question().contains(PLACE)) {
                throw ProblemException.invalidField(
                        "input.question", "must say with " + PLACE + " where the code's output is to stand");
            }
        }
    }

    @Override
    public List<Step> steps(JsonNode input) {
        List<Step> steps = new ArrayList<>();
        if (input.path(CodeStep.NAME).isObject()) {
            steps.add(
                    new CodeStep(sandbox, context -> context.input(Input.class).code()));
        }
        steps.add(new Ask());
        steps.add(new FileAnswer());
        steps.add(new JobWait(EMBED, FILE, intake));
        return steps;
    }

    @Override
    public JsonNode result(StepContext context) {
        ObjectNode result = context.object();
        result.set("question", context.result(ASK).path("question"));
        result.set("answer", context.result(ASK).path("answer"));
        result.setAll((ObjectNode) context.result(EMBED));
        return result;
    }

    private final class Ask implements Step {

        @Override
        public String name() {
            return ASK;
        }

        @Override
        public StepOutcome run(StepContext context) {
            Input read = context.input(Input.class);
            String question = question(read.question(), context);
            JsonNode document = answers.ask(context.yacht(), question, read.topK() == null ? 10 : read.topK());
            JsonNode answer = document.path("answer");
            if (answer.path("text").asString("").isBlank()) {
                throw new StepFailure("no_answer", "Nothing was found that answers the question.");
            }
            ObjectNode result = context.object();
            result.put("question", question);
            result.put("answered_at", clock.instant().toString());
            result.set("answer", answer);
            result.set("degraded", document.path("metadata").path("degraded"));
            return new Done(result);
        }
    }

    private static String question(String written, StepContext context) {
        JsonNode output = context.result(CodeStep.NAME);
        if (output.isMissingNode()) {
            return written;
        }
        String printed = output.path("stdout").asString("").strip();
        String question =
                written.replace(PLACE, printed.isEmpty() ? output.path("text").asString("") : printed);
        if (question.length() > LONGEST_QUESTION) {
            throw new StepFailure("question_too_long", "With the code's output the question is too long.");
        }
        return question;
    }

    private final class FileAnswer implements Step {

        @Override
        public String name() {
            return FILE;
        }

        @Override
        public StepOutcome run(StepContext context) {
            Input read = context.input(Input.class);
            JsonNode asked = context.result(ASK);
            FiledAnswer filed = new FiledAnswer(
                    asked.path("question").asString(""),
                    asked.path("answer"),
                    Instant.parse(asked.path("answered_at").asString()),
                    context.run());
            return new Done(
                    context.tree(intake.accept(context.yacht(), List.of(filed.document(context.yacht(), read)))));
        }
    }
}
