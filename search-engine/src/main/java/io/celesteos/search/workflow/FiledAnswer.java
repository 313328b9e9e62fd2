package io.celesteos.search.workflow;

import io.celesteos.contracts.search.DocumentSubmission;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer as a document. Title, text and metadata all say that it was made by a machine, so that neither a reader nor
 * a later answer takes it for a source; the metadata names the passages that it leans on.
 *
 * @param answer as the streaming-proxy gave it: {@code text, kind, citations}
 */
record FiledAnswer(String question, JsonNode answer, Instant answeredAt, UUID run) {

    private static final int LONGEST_TITLE = 450;
    private static final int MOST_CITED = 100;
    private static final int LONGEST_VALUE = 1_000;

    DocumentSubmission document(YachtId yacht, AnswerAndFileWorkflow.Input input) {
        String title = "Answer: " + cut(input.title() == null ? question : input.title(), LONGEST_TITLE);
        return new DocumentSubmission(yacht, title, text(), metadata(input.metadata()));
    }

    private boolean extractive() {
        return answer.path("kind").asString("").equals("extractive");
    }

    private String text() {
        StringBuilder text = new StringBuilder(1_024);
        text.append("## Question\n\n").append(question).append("\n\n## Answer\n\n");
        text.append("This is no original document. ")
                .append(
                        extractive()
                                ? "It was put together from sentences of the passages below"
                                : "It was written by a language model from the passages below")
                .append(" on ")
                .append(answeredAt.atOffset(ZoneOffset.UTC).toLocalDate())
                .append(".\n\n")
                .append(answer.path("text").asString(""))
                .append("\n");
        if (!answer.path("citations").isEmpty()) {
            text.append("\n## Sources\n\n");
            answer.path("citations")
                    .forEach(each -> text.append('[')
                            .append(each.path("number").asInt(0))
                            .append("] ")
                            .append(each.path("title").asString(""))
                            .append(": \"")
                            .append(each.path("quote").asString(""))
                            .append("\" (passage ")
                            .append(each.path("id").asString(""))
                            .append(")\n\n"));
        }
        return text.toString();
    }

    private Map<String, Object> metadata(@Nullable Map<String, Object> given) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (given != null) {
            metadata.putAll(given);
        }
        metadata.put("document_type", "generated_answer");
        metadata.put("source", "workflow");
        metadata.put("generated", "true");
        metadata.put("generated_by", extractive() ? "quotation" : "language model");
        metadata.put("generated_at", answeredAt.toString());
        metadata.put("question", cut(question, LONGEST_VALUE));
        metadata.put("workflow_run", run.toString());
        metadata.put("cites", cited("id"));
        metadata.put("cites_documents", cited("document_id"));
        return metadata;
    }

    private List<String> cited(String name) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        answer.path("citations").forEach(each -> ids.add(each.path(name).asString("")));
        ids.remove("");
        return ids.stream().limit(MOST_CITED).toList();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
