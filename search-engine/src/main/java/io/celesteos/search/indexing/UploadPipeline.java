package io.celesteos.search.indexing;

import io.celesteos.contracts.problem.FieldProblem;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.DocumentsAccepted;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.reading.FileNames;
import io.celesteos.search.reading.ReadingProperties;
import io.celesteos.search.tenancy.YachtRoster;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Files in: named by their bytes, put into the database, and left to {@link UploadLanes}. */
@Component
final class UploadPipeline {

    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final int LONGEST_TITLE = 500;

    /** Of the eight connections to the database. */
    private static final int RECEIVED_AT_ONCE = 3;

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final YachtRoster roster;
    private final UploadStore store;
    private final ReadingProperties properties;
    private final JsonMapper json;
    private final UploadDoor door = new UploadDoor(RECEIVED_AT_ONCE, WAIT);

    UploadPipeline(YachtRoster roster, UploadStore store, ReadingProperties properties, JsonMapper json) {
        this.roster = roster;
        this.store = store;
        this.properties = properties;
        this.json = json;
    }

    /** @param metadata a JSON object, or null */
    DocumentsAccepted accept(
            YachtId yacht, List<MultipartFile> files, @Nullable String title, @Nullable String metadata) {
        roster.admit(yacht);
        requireNumber(files.size());
        String clean = title == null ? "" : CleanText.of(title).strip();
        if (clean.length() > LONGEST_TITLE) {
            throw ProblemException.invalidField("title", "must be at most " + LONGEST_TITLE + " characters");
        }
        if (!clean.isEmpty() && files.size() > 1) {
            throw ProblemException.invalidField("title", "can only be given for one file");
        }
        SortedMap<String, Object> checked = DocumentMetadata.checked("metadata", parsed(metadata));
        if (store.waiting(yacht) >= properties.maxWaiting()) {
            throw ProblemException.retryLater(
                    ProblemType.OVERLOADED, "Too many files wait to be read; send these later.", COME_AGAIN);
        }
        List<Upload.Received> received = new ArrayList<>();
        try {
            for (MultipartFile file : files) {
                received.add(received(yacht, file, checked));
            }
            UUID job = door.through(() -> store.receive(yacht, new Upload(clean, checked, received)));
            return new DocumentsAccepted(
                    job, received.stream().map(Upload.Received::documentId).toList());
        } catch (IOException broken) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The files could not be received whole.", broken);
        }
    }

    private void requireNumber(int files) {
        if (files == 0) {
            throw ProblemException.invalidField("files", "is required: one file or more");
        }
        if (files > properties.maxFiles()) {
            throw ProblemException.invalid(
                    ProblemType.TOO_MANY_TEXTS,
                    "Send at most " + properties.maxFiles() + " files in one request.",
                    List.of(new FieldProblem("files", "has " + files + " entries")));
        }
    }

    private @Nullable Map<String, Object> parsed(@Nullable String metadata) {
        if (metadata == null || metadata.isBlank()) {
            return null;
        }
        try {
            return json.readValue(metadata, METADATA);
        } catch (JacksonException noObject) {
            throw ProblemException.invalidField("metadata", "must be a JSON object");
        }
    }

    private Upload.Received received(YachtId yacht, MultipartFile file, SortedMap<String, Object> metadata)
            throws IOException {
        String sent = file.getOriginalFilename();
        String hash = ContentIds.sha256(List.of("file", sha256(file), json.writeValueAsString(metadata)));
        return new Upload.Received(
                CleanText.of(FileNames.shown(sent == null ? "" : sent)), PreparedDocument.id(yacht, hash), hash, file);
    }

    private static String sha256(MultipartFile file) throws IOException {
        try (InputStream bytes = file.getInputStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
