package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an index stands for, written into its commit, so that files and index are one and never differ. An index is a
 * copy: whatever here does not fit is reason to throw it away.
 */
final class ShelfLabel {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, HeldFile>> FILES = new TypeReference<>() {};

    private final Map<String, String> made;

    /** @param format code and settings that it was made with */
    ShelfLabel(KnowledgeShelf shelf, String format, EmbeddingSpace space) {
        this.made = Map.of(
                "shelf", shelf.name(),
                "format", format,
                "space", space.toString());
    }

    Map<String, String> with(Map<String, HeldFile> files) {
        Map<String, String> label = new LinkedHashMap<>(made);
        label.put("files", JSON.writeValueAsString(files));
        return label;
    }

    /** The files of a label that was written with this one's shelf, format and space; else empty. */
    Optional<Map<String, HeldFile>> files(Map<String, String> written) {
        String files = written.get("files");
        if (files == null
                || !made.entrySet().stream().allMatch(each -> each.getValue().equals(written.get(each.getKey())))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(files, FILES));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
