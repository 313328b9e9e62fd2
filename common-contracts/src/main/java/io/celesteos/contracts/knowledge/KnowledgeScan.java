package io.celesteos.contracts.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies in the folder.
 *
 * @param files of each shelf by their names below the owner's folder
 * @param skipped what a shelf's callers are told is not read
 * @param misplaced what belongs to nobody: only who runs the suite is told
 */
public record KnowledgeScan(
        Map<KnowledgeShelf, Map<String, FoundFile>> files,
        Map<KnowledgeShelf, List<SkippedFile>> skipped,
        List<SkippedFile> misplaced) {

    public KnowledgeScan {
        files = new LinkedHashMap<>(files);
        skipped = new LinkedHashMap<>(skipped);
        misplaced = List.copyOf(misplaced);
    }

    public Map<String, FoundFile> of(KnowledgeShelf shelf) {
        return files.getOrDefault(shelf, Map.of());
    }

    public List<SkippedFile> skippedOf(KnowledgeShelf shelf) {
        return skipped.getOrDefault(shelf, List.of());
    }
}
