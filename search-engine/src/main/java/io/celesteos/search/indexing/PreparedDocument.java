package io.celesteos.search.indexing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A document ready to be stored: named by its content, cut into chunks. */
record PreparedDocument(
        UUID id, String hash, String title, String body, Map<String, Object> metadata, List<PreparedChunk> chunks) {

    PreparedDocument {
        metadata = Map.copyOf(metadata);
        chunks = List.copyOf(chunks);
    }

    /** A chunk; its metadata is the document's with title and section, so that it can be shown by itself. */
    record PreparedChunk(
            UUID id,
            @JsonProperty("document_id") UUID documentId,
            @JsonProperty("chunk_index") int chunkIndex,
            String content,
            Map<String, Object> metadata,
            String hash) {}

    static PreparedDocument of(
            YachtId yacht,
            String title,
            String text,
            SortedMap<String, Object> metadata,
            List<Chunk> chunks,
            JsonMapper json) {
        String hash = ContentIds.sha256(List.of(title, text, json.writeValueAsString(metadata)));
        return of(id(yacht, hash), hash, title, text, metadata, chunks);
    }

    static UUID id(YachtId yacht, String hash) {
        return ContentIds.uuid(List.of("document", yacht.toString(), hash));
    }

    /** Named by what it was made from, where that is not its text: the bytes of a file. */
    static PreparedDocument of(
            UUID id, String hash, String title, String text, SortedMap<String, Object> metadata, List<Chunk> chunks) {
        List<PreparedChunk> prepared = new ArrayList<>();
        for (Chunk chunk : chunks) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("title", title);
            if (!chunk.section().isEmpty()) {
                about.put("section", chunk.section());
            }
            about.putAll(metadata);
            about.putAll(chunk.where());
            prepared.add(new PreparedChunk(
                    ContentIds.uuid(List.of("chunk", id.toString(), Integer.toString(chunk.index()), chunk.content())),
                    id,
                    chunk.index(),
                    chunk.content(),
                    about,
                    ContentIds.sha256(List.of(chunk.content()))));
        }
        return new PreparedDocument(id, hash, title, text, metadata, prepared);
    }
}
