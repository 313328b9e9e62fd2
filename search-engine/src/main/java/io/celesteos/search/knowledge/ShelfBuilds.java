package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.lifecycle.IndexFolder;
import io.celesteos.search.lifecycle.YachtFolder;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins indexes and opens those that an earlier process committed, on disk or in memory. Thread-safe. */
final class ShelfBuilds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShelfBuilds.class);

    /** Lucene's indexes carry a yacht's name tag; no yacht has this one. */
    private static final YachtId EVERYBODY = new YachtId(new UUID(0, 0));

    private final LuceneIndexes lucene;
    private final IndexFolder store;
    private final String format;
    private final EmbeddingSpace space;

    /** @param format what indexes are made with; those of another format are not opened */
    ShelfBuilds(LuceneIndexes lucene, IndexFolder store, String format, EmbeddingSpace space) {
        this.lucene = lucene;
        this.store = store;
        this.format = format;
        this.space = space;
    }

    IndexFolder.State state() {
        return store.state();
    }

    /** Shelves that something is kept of. */
    List<KnowledgeShelf> kept() {
        return store.names().stream()
                .map(KnowledgeShelf::named)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * An empty index.
     *
     * @param disk false for one in memory, where the disk has just failed
     */
    ShelfIndex create(KnowledgeShelf shelf, boolean disk) {
        Optional<YachtFolder> home = disk ? store.named(shelf.name()) : Optional.empty();
        if (home.isPresent()) {
            try {
                Path next = home.get().next();
                return new ShelfIndex(shelf, lucene.create(tag(shelf), space, next), next, label(shelf), Map.of());
            } catch (IOException | RuntimeException full) {
                log.warn("Knowledge {} stays in memory, its folder fails: {}", shelf.name(), full.toString());
            }
        }
        return new ShelfIndex(shelf, lucene.empty(tag(shelf), space), null, label(shelf), Map.of());
    }

    /** The newest commit that is whole, this shelf's, and made as indexes are made today; others are deleted. */
    Optional<ShelfIndex> reopen(KnowledgeShelf shelf) {
        Optional<YachtFolder> home = store.named(shelf.name());
        if (home.isEmpty()) {
            return Optional.empty();
        }
        for (Path candidate : home.get().newestFirst()) {
            Optional<ShelfIndex> opened = open(shelf, candidate);
            if (opened.isPresent()) {
                home.get().keepOnly(Set.of(candidate));
                return opened;
            }
            home.get().delete(candidate);
        }
        return Optional.empty();
    }

    private Optional<ShelfIndex> open(KnowledgeShelf shelf, Path candidate) {
        ShelfLabel label = label(shelf);
        try {
            Optional<Map<String, HeldFile>> files = label.files(lucene.label(candidate));
            if (files.isEmpty()) {
                log.info("Knowledge {} was kept by other software or settings; it is read anew", shelf.name());
                return Optional.empty();
            }
            LuceneIndex index = lucene.open(tag(shelf), space, candidate, true);
            ShelfIndex opened = new ShelfIndex(shelf, index, candidate, label, files.get());
            opened.reopened();
            return Optional.of(opened);
        } catch (IOException | RuntimeException damaged) {
            log.info("Knowledge {} is damaged on disk; it is read anew: {}", shelf.name(), damaged.toString());
            return Optional.empty();
        }
    }

    /** Deletes what is kept of the shelf beside {@code current}. */
    void keepOnly(KnowledgeShelf shelf, ShelfIndex current) {
        Path folder = current.folder();
        store.named(shelf.name()).ifPresent(home -> home.keepOnly(folder == null ? Set.of() : Set.of(folder)));
    }

    /** Deletes all that is kept of the shelf. */
    void drop(KnowledgeShelf shelf) {
        store.named(shelf.name()).ifPresent(YachtFolder::deleteAll);
    }

    private ShelfLabel label(KnowledgeShelf shelf) {
        return new ShelfLabel(shelf, format, space);
    }

    private static YachtId tag(KnowledgeShelf shelf) {
        YachtId owner = shelf.owner();
        return owner == null ? EVERYBODY : owner;
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (IOException failure) {
            log.debug("The lock of the knowledge store could not be given back", failure);
        }
    }
}
