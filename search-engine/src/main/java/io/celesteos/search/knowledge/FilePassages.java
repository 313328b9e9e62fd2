package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.FoundFile;
import io.celesteos.contracts.knowledge.KnowledgeDocument;
import io.celesteos.contracts.knowledge.KnowledgeDocument.UnusableFileException;
import io.celesteos.contracts.knowledge.KnowledgeHit.Owner;
import io.celesteos.contracts.knowledge.KnowledgeLimits;
import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.search.indexing.Chunk;
import io.celesteos.search.indexing.Chunker;
import io.celesteos.search.indexing.ContentIds;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Files to passages, cut as documents are. Thread-safe. */
final class FilePassages {

    static final String SOURCE = "source";
    static final String TOPIC = "topic";
    static final String SECTION = "section";
    static final String FILE = "file";
    static final String OWNER = "owner";

    private final Chunker chunker;

    private final KnowledgeLimits limits;

    FilePassages(Chunker chunker, KnowledgeLimits limits) {
        this.chunker = chunker;
        this.limits = limits;
    }

    /** Never fails: a file that cannot be used says so. */
    ReadFile read(KnowledgeShelf shelf, String name, FoundFile file) {
        KnowledgeDocument document;
        try {
            document = KnowledgeDocument.read(file, name, limits);
        } catch (UnusableFileException unusable) {
            return new ReadFile(HeldFile.unusable(file.stamp(), unusable.reason()), List.of());
        }
        List<Passage> passages = new ArrayList<>();
        for (Chunk chunk : chunker.chunk(document.title(), document.text())) {
            passages.add(passage(shelf, name, document, chunk));
        }
        HeldFile held = new HeldFile(
                file.stamp(),
                document.sha256(),
                null,
                document.title(),
                document.source(),
                document.topic(),
                passages.size());
        return new ReadFile(held, passages);
    }

    /** The keys that the file's passages have. */
    static List<PassageKey> keys(KnowledgeShelf shelf, String name, HeldFile held) {
        return IntStream.range(0, held.chunks())
                .mapToObj(index -> key(shelf, name, held.sha256(), index))
                .toList();
    }

    private static Passage passage(KnowledgeShelf shelf, String name, KnowledgeDocument document, Chunk chunk) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(SOURCE, document.source());
        metadata.put(TOPIC, document.topic());
        metadata.put(SECTION, chunk.section());
        metadata.put(FILE, name);
        metadata.put(OWNER, (shelf.owner() == null ? Owner.SHARED : Owner.YACHT).name());
        return new Passage(
                key(shelf, name, document.sha256(), chunk.index()),
                documentId(shelf, name),
                chunk.index(),
                document.title(),
                chunk.content(),
                metadata,
                null);
    }

    /** The same words in another yacht's file, or in another file of this one, are another passage. */
    private static PassageKey key(KnowledgeShelf shelf, String name, String sha256, int index) {
        return PassageKey.chunk(
                ContentIds.uuid(List.of("knowledge", shelf.name(), name, sha256, Integer.toString(index))));
    }

    private static UUID documentId(KnowledgeShelf shelf, String name) {
        return ContentIds.uuid(List.of("knowledge", shelf.name(), name));
    }
}
