package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.lexical.LuceneIndex;
import io.celesteos.search.lexical.LuceneIndexes;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.tenancy.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins new builds and opens those that earlier processes committed, on disk or in memory. Thread-safe. */
final class IndexBuilds {

    private static final Logger log = LoggerFactory.getLogger(IndexBuilds.class);

    private final LuceneIndexes lucene;
    private final IndexFolder folder;
    private final String format;
    private final Clock clock;

    /** Builds whose every byte was checked by this process, or written by it. */
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();

    /** @param format what builds are made with; those of another format are not opened */
    IndexBuilds(LuceneIndexes lucene, IndexFolder folder, String format, Clock clock) {
        this.lucene = lucene;
        this.folder = folder;
        this.format = format;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /**
     * An empty index that will hold what is stored from {@code watermark} on.
     *
     * @param disk false for one in memory, where the disk has just failed
     */
    Build create(YachtId yacht, EmbeddingSpace space, String database, Watermark watermark, boolean disk) {
        IndexLabel label =
                new IndexLabel(yacht, format, space, database, watermark, watermark.generation(), clock.instant());
        Optional<YachtFolder> home = disk ? folder.of(yacht) : Optional.empty();
        if (home.isPresent()) {
            try {
                Path next = home.get().next();
                LuceneIndex index = lucene.create(yacht, space, next);
                checked.add(next);
                return new Build(index, next, label);
            } catch (IOException full) {
                log.warn("The index of yacht {} stays in memory, its folder fails: {}", yacht, full.toString());
            }
        }
        return new Build(lucene.empty(yacht, space), null, label);
    }

    /**
     * The newest commit that is whole, this yacht's and of today's format; others are deleted.
     *
     * @throws UncheckedIOException when it cannot be opened now and may be later
     */
    Optional<Build> reopen(YachtId yacht) {
        YachtFolder home = folder.of(yacht).orElse(null);
        if (home == null) {
            return Optional.empty();
        }
        for (Path candidate : home.newestFirst()) {
            Optional<Build> build = open(yacht, candidate);
            if (build.isPresent()) {
                home.keepOnly(Set.of(candidate));
                return build;
            }
            home.delete(candidate);
        }
        return Optional.empty();
    }

    private Optional<Build> open(YachtId yacht, Path candidate) {
        try {
            Optional<IndexLabel> label = IndexLabel.of(lucene.label(candidate))
                    .filter(written -> written.yacht().equals(yacht))
                    .filter(written -> written.format().equals(format));
            if (label.isEmpty()) {
                log.info("An index of yacht {} was made by other software or for another yacht; not used", yacht);
                return Optional.empty();
            }
            LuceneIndex index = lucene.open(yacht, label.get().space(), candidate, !checked.contains(candidate));
            checked.add(candidate);
            return Optional.of(new Build(index, candidate, label.get()));
        } catch (IOException | RuntimeException unusable) {
            if (LuceneIndexes.heldElsewhere(unusable)) {
                throw new UncheckedIOException("an index is still being closed", (IOException) unusable);
            }
            log.info("An index of yacht {} is damaged or was never finished; not used: {}", yacht, unusable.toString());
            return Optional.empty();
        }
    }

    /** Bytes on disk that opening the yacht would take into memory; 0 when nothing is there. */
    long bytesOnDisk(YachtId yacht) {
        return folder.of(yacht).map(YachtFolder::bytes).orElse(0L);
    }

    /** Deletes all builds of the yacht but these. */
    void keepOnly(YachtId yacht, Collection<Build> kept) {
        List<Path> folders =
                kept.stream().map(Build::folder).filter(Objects::nonNull).toList();
        folder.of(yacht).ifPresent(home -> {
            home.keepOnly(folders);
            checked.removeIf(path -> home.contains(path) && !folders.contains(path));
        });
    }

    /** Ends a build that came to nothing. */
    void discard(YachtId yacht, Build build) {
        try {
            build.close();
        } catch (RuntimeException failure) {
            log.debug("Closing a discarded index failed", failure);
        }
        Path path = build.folder();
        if (path != null) {
            folder.of(yacht).ifPresent(home -> home.delete(path));
        }
    }
}
