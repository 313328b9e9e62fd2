package io.celesteos.search.workflow;

import io.celesteos.contracts.tenancy.YachtId;
import tools.jackson.databind.JsonNode;

/** Who answers questions from a yacht's passages. Thread-safe. */
interface AnsweringService {

    /** Whether one is configured. */
    boolean available();

    /**
     * The answer, as {@code POST /api/v1/answer} gives it.
     *
     * @throws io.celesteos.contracts.client.RemoteFailure when there was none
     */
    JsonNode ask(YachtId yacht, String question, int topK);
}
