package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeDocument.UnusableFileException;
import io.celesteos.contracts.outcome.Degradation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge folder searched without the service, by words alone: what a client falls back to. Files are looked at
 * again at most every {@value #FRESH_SECONDS} seconds. Its answers say that they are degraded. Thread-safe.
 */
public final class FileKnowledge {

    private static final int FRESH_SECONDS = 10;
    private static final Duration FRESH = Duration.ofSeconds(FRESH_SECONDS);

    private final KnowledgeFolder folder;
    private final Clock clock;
    private Map<KnowledgeShelf, Map<String, Kept>> shelves = Map.of();
    private @Nullable Instant looked;

    public FileKnowledge(KnowledgeFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** @param source as filters compare it; {@code topic} likewise */
    private record Kept(String stamp, String source, String topic, List<FilePassage> passages) {}

    /** Best first; nothing when the folder is not there. */
    public KnowledgeResponse query(KnowledgeRequest request) {
        KnowledgeFilters filters = request.filtersOrNone();
        List<FilePassage> passages = new ArrayList<>();
        Map<KnowledgeShelf, Map<String, Kept>> now = current();
        for (KnowledgeShelf shelf : KnowledgeShelf.visibleTo(request.yachtId(), request.collectionOrDefault())) {
            now.getOrDefault(shelf, Map.of()).values().stream()
                    .filter(file -> passes(filters.source(), file.source()) && passes(filters.topic(), file.topic()))
                    .forEach(file -> passages.addAll(file.passages()));
        }
        List<KnowledgeHit> hits = WordSearch.best(passages, request.query(), request.topKOrDefault());
        return new KnowledgeResponse(hits, request.query(), hits.size(), List.of(Degradation.KNOWLEDGE_FALLBACK), null);
    }

    private static boolean passes(@Nullable List<String> allowed, String value) {
        return allowed == null
                || allowed.isEmpty()
                || allowed.stream().map(FileKnowledge::normal).anyMatch(value::equals);
    }

    private static String normal(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    private synchronized Map<KnowledgeShelf, Map<String, Kept>> current() {
        Instant now = clock.instant();
        if (looked == null || !now.isBefore(looked.plus(FRESH))) {
            looked = now;
            shelves = read();
        }
        return shelves;
    }

    private Map<KnowledgeShelf, Map<String, Kept>> read() {
        KnowledgeScan scan;
        try {
            scan = folder.scan();
        } catch (IOException away) {
            // What was read before is better than nothing.
            return shelves;
        }
        Map<KnowledgeShelf, Map<String, Kept>> read = new HashMap<>();
        scan.files().forEach((shelf, files) -> {
            Map<String, Kept> before = shelves.getOrDefault(shelf, Map.of());
            Map<String, Kept> kept = new HashMap<>();
            files.forEach((name, file) -> {
                Kept known = before.get(name);
                Kept current = known != null && known.stamp().equals(file.stamp()) ? known : read(shelf, name, file);
                if (current != null) {
                    kept.put(name, current);
                }
            });
            read.put(shelf, kept);
        });
        return read;
    }

    private @Nullable Kept read(KnowledgeShelf shelf, String name, FoundFile file) {
        try {
            KnowledgeDocument document = KnowledgeDocument.read(file, name, folder.limits());
            return new Kept(
                    file.stamp(),
                    normal(document.source()),
                    normal(document.topic()),
                    FilePassage.of(shelf, name, document));
        } catch (UnusableFileException skipped) {
            return null;
        }
    }
}
