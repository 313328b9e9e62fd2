package io.celesteos.gateway.answer.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.validation.QueryText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What is asked, as the streaming-proxy takes it.
 *
 * @param topK 1 to 100, default 10
 * @param llm false where no written answer is wanted, default true
 */
record BatchRequest(
        @QueryText String query,
        @JsonProperty("top_k") @Nullable @Min(1) @Max(100) Integer topK,
        @Nullable Boolean llm) {

    private static final int TOP_K = 10;

    /**
     * From the parameters of a GET.
     *
     * @throws ProblemException 400 for one that is missing or cannot be read
     */
    static BatchRequest of(MultiValueMap<String, String> parameters) {
        String query = parameters.getFirst("query");
        if (query == null) {
            throw ProblemException.invalidField("query", "is required");
        }
        return new BatchRequest(query, number(parameters.getFirst("top_k")), flag(parameters.getFirst("llm")));
    }

    int topKOrDefault() {
        return topK == null ? TOP_K : topK;
    }

    boolean wantsAnswer() {
        return llm == null || llm;
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw ProblemException.invalidField("top_k", "must be a whole number");
        }
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw ProblemException.invalidField("llm", "must be true or false");
    }
}
