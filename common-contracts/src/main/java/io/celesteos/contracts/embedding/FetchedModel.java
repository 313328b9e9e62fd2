package io.celesteos.contracts.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a fetch leaves beside a model's files, as {@value #FILE_NAME}: the checksums they are held to ever after.
 *
 * @param model canonical name
 * @param sha256 of each file by its path in the model's folder
 * @param trustedOnFirstUse the files for which no published checksum was known: theirs is of what came
 */
public record FetchedModel(
        String model,
        Map<String, String> sha256,
        @JsonProperty("trusted_on_first_use") List<String> trustedOnFirstUse) {

    public static final String FILE_NAME = "celeste-fetched.json";

    public FetchedModel {
        sha256 = Map.copyOf(sha256);
        trustedOnFirstUse = List.copyOf(trustedOnFirstUse);
    }
}
