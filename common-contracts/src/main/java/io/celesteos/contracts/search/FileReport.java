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
 * @param error the same in words; of a waiting file, why it is tried again
 * @param stage {@code received}, {@code reading}, {@code storing}, {@code embedding} or {@code done}; null where a
 *     report is not about a moment
 * @param embedded chunks that have their vectors; null where there are none yet
 * @param attempts how often it was begun; null for never
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
        @Nullable String error,
        @Nullable String stage,
        @Nullable Integer embedded,
        @Nullable Integer attempts) {

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
        FAILED,
        /** Its job was cancelled before it was stored. */
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** Of which nothing is known but the name. */
    private FileReport(String name, FileStatus status, UUID documentId, @Nullable String code, @Nullable String error) {
        this(name, status, documentId, null, null, null, null, null, null, code, error, null, null, null);
    }

    public static FileReport waiting(String name, UUID documentId) {
        return new FileReport(name, FileStatus.WAITING, documentId, null, null);
    }

    public static FileReport duplicate(String name, UUID documentId) {
        return new FileReport(name, FileStatus.DUPLICATE, documentId, null, null);
    }

    public static FileReport failed(String name, UUID documentId, String code, String error) {
        return new FileReport(name, FileStatus.FAILED, documentId, code, error);
    }

    /** The same file at a moment of its job. */
    public FileReport at(String stage, @Nullable Integer embedded, @Nullable Integer attempts) {
        return new FileReport(
                name,
                status,
                documentId,
                format,
                pages,
                scannedPages,
                chunks,
                notes,
                degraded,
                code,
                error,
                stage,
                embedded,
                attempts);
    }
}
