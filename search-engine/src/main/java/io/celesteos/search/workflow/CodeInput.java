package io.celesteos.search.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Code to be run in a sandbox.
 *
 * @param language default python
 * @param input anything; the code reads it from the variable {@code INPUT_BASE64}, JSON in Base64
 * @param timeoutSeconds the code may run, at most what the service allows; default 60
 */
record CodeInput(
        @NotBlank(message = "is required: code to run") @Size(max = 65_536)
        String code,

        @Nullable @Pattern(regexp = "python|javascript|typescript|r|java|bash", message = CodeInput.LANGUAGES)
        String language,

        @Nullable JsonNode input,

        @JsonProperty("timeout_seconds") @Nullable @Min(1) @Max(600)
        Integer timeoutSeconds) {

    static final String LANGUAGES = "must be one of python, javascript, typescript, r, java, bash";

    static final String OFF = "No code is run here: set E2B_API_KEY on the search-engine and its workers."
            + " Code is only ever run in a remote sandbox.";

    /** For {@code GET /api/v1/workflows}. */
    static final Map<String, String> SHAPE = Map.of(
            "code", "to run, up to 65,536 characters",
            "language", "python (default), javascript, typescript, r, java or bash",
            "input", "any JSON; the code reads it, in Base64, from the environment variable INPUT_BASE64",
            "timeout_seconds", "1 to 600, default 60; the service may allow less");
}
