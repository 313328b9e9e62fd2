package io.celesteos.embedding.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something to send hostile requests to.
 *
 * @param path without variables
 * @param sound a body that is answered with 200; for paths not known here, one of every field there is
 */
public record Target(String path, String sound) {

    private static final List<Target> KNOWN = List.of(
            new Target(
                    "/api/v1/embed",
                    "{\"texts\": [\"pump\", \"bilge alarm\"], \"model\": \"bge-small\", \"normalize\": true,"
                            + " \"input_type\": \"query\", \"truncate\": true}"),
            new Target(
                    "/v1/embeddings",
                    "{\"input\": [\"pump\", [7592, 2088]], \"model\": \"bge-small\", \"encoding_format\": \"float\","
                            + " \"dimensions\": 384, \"user\": \"u\", \"input_type\": \"passage\"}"),
            new Target(
                    "/embed",
                    "{\"inputs\": [\"pump\", [7592, 2088]], \"normalize\": true, \"truncate\": true,"
                            + " \"truncation_direction\": \"left\", \"prompt_name\": \"query\", \"dimensions\": 384}"),
            new Target(
                    "/api/v1/rerank",
                    "{\"query\": \"hot generator\", \"documents\": [\"the genset is hot\", \"napkins\"],"
                            + " \"top_n\": 2, \"model\": \"bge-small\", \"first_stage_scores\": [2.5, 1.5],"
                            + " \"blend\": 0.5}"),
            new Target(
                    "/api/v1/token-embeddings",
                    "{\"texts\": [\"pump\", \"bilge alarm\"], \"model\": \"bge-small\", \"input_type\": \"passage\","
                            + " \"drop_stop_words\": true, \"pool\": 2, \"dimensions\": 384, \"encoding\": \"int8\"}"),
            new Target(
                    "/v1/rerank",
                    "{\"query\": \"hot generator\", \"top_n\": 2, \"return_documents\": true,"
                            + " \"documents\": [\"the genset is hot\", \"napkins\"]}"),
            new Target(
                    "/v2/rerank",
                    "{\"query\": \"hot generator\", \"top_n\": 2, \"max_tokens_per_doc\": 64,"
                            + " \"documents\": [\"the genset is hot\", {\"text\": \"napkins\", \"id\": 1}]}"),
            new Target(
                    "/rerank",
                    "{\"query\": \"hot generator\", \"texts\": [\"the genset is hot\", \"napkins\"],"
                            + " \"raw_scores\": true, \"return_text\": true, \"truncate\": false}"));

    private static final String ANYTHING =
            "{\"texts\": [\"pump\"], \"query\": \"pump\", \"documents\": [\"pump\"], \"name\": \"nothing\"}";

    /** All that are known, and whatever else the service serves; a variable in a path is filled with nothing real. */
    public static List<Target> all(Stream<String> served) {
        return Stream.concat(
                        KNOWN.stream(),
                        served.map(pattern -> pattern.replaceAll("\\{[^}]*}|\\*+", "nothing"))
                                .filter(path -> KNOWN.stream()
                                        .noneMatch(known -> known.path().equals(path)))
                                .distinct()
                                // Else the same seed would say something else at the next start.
                                .sorted()
                                .map(path -> new Target(path, ANYTHING)))
                .toList();
    }

    /** Whether answers of this path are vectors or scores, which {@link Sound} looks into. */
    boolean known() {
        return KNOWN.contains(this);
    }

    @Override
    public String toString() {
        return path;
    }
}
