package io.celesteos.contracts.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of a job.
 *
 * @param name as it was sent, without folders and control characters
 * @param documentId where it is stored, or will be
 * @param format what its content says it is; null until it was read
 * @param pages null where the format has none
 * @param scannedPages pages without text, e.g. {@code "3, 7-9"}; null where there are none
 * @param notes what was left out
 * @param degraded what was done without, e.g. {@code nlp_unavailable}
 * @param code stable name of what is wrong, e.g. {@code encrypted}; null unless it failed
 * @param error the same in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileReport(
        String name,
        FileStatus status,
        @JsonProperty("document_id") UUID documentId,
        @Nullable String format,
        @Nullable Integer pages,
        @JsonProperty("scanned_pages") @Nullable String scannedPages,
        @Nullable Integer chunks,
        @Nullable List<String> notes,
        @Nullable List<String> degraded,
        @Nullable String code,
        @Nullable String error) {

    /** State of one file. */
    public enum FileStatus {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("stored")
        STORED,
        /** The same content was stored before. */
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("failed")
        FAILED
    }

    public static FileReport waiting(String name, UUID documentId) {
        return new FileReport(name, FileStatus.WAITING, documentId, null, null, null, null, null, null, null, null);
    }

    public static FileReport duplicate(String name, UUID documentId) {
        return new FileReport(name, FileStatus.DUPLICATE, documentId, null, null, null, null, null, null, null, null);
    }

    public static FileReport failed(String name, UUID documentId, String code, String error) {
        return new FileReport(name, FileStatus.FAILED, documentId, null, null, null, null, null, null, code, error);
    }
}
