package io.celesteos.search.knowledge;

import io.celesteos.contracts.knowledge.KnowledgeShelf;
import io.celesteos.contracts.knowledge.KnowledgeStats;
import io.celesteos.contracts.knowledge.KnowledgeStats.Status;
import io.celesteos.contracts.knowledge.ReloadAccepted;
import io.celesteos.contracts.knowledge.ReloadReport;
import io.celesteos.contracts.knowledge.SkippedFile;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.lifecycle.IndexFolder;
import io.celesteos.search.retrieval.IndexSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is, and having it read again: each caller is told of what it sees, and of nothing else. */
final class KnowledgeDesk {

    private static final int MOST_NAMES = 1_000;
    private static final int MOST_SKIPPED = 100;

    private final KnowledgeLibrary library;
    private final KnowledgeWatch watch;
    private final ReloadJobs reloads;

    KnowledgeDesk(KnowledgeLibrary library, KnowledgeWatch watch, ReloadJobs reloads) {
        this.library = library;
        this.watch = watch;
        this.reloads = reloads;
    }

    KnowledgeStats stats(@Nullable YachtId yacht, String collection) {
        List<KnowledgeShelf> visible = KnowledgeShelf.visibleTo(yacht, collection);
        int documents = 0;
        TreeSet<String> sources = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        TreeSet<String> topics = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (KnowledgeShelf shelf : visible) {
            for (HeldFile file : library.files(shelf).values()) {
                if (file.problem() == null) {
                    documents++;
                    sources.add(file.source());
                    topics.add(file.topic());
                }
            }
        }
        boolean ready = library.ready(visible);
        List<SkippedFile> skipped = skipped(visible, yacht == null);
        int chunks = 0;
        int vectors = 0;
        Optional<IndexSnapshot> held = ready ? library.acquire(visible) : Optional.empty();
        if (held.isPresent()) {
            try (IndexSnapshot snapshot = held.get()) {
                chunks = snapshot.chunks();
                vectors = snapshot.vectors();
            }
        }
        return new KnowledgeStats(
                documents,
                sources.stream().limit(MOST_NAMES).toList(),
                topics.stream().limit(MOST_NAMES).toList(),
                ready ? Status.READY : Status.LOADING,
                chunks,
                vectors,
                skipped.size(),
                skipped.stream().limit(MOST_SKIPPED).toList(),
                library.loadedAt(),
                degraded(chunks, vectors));
    }

    ReloadAccepted reload(@Nullable YachtId yacht) {
        int documents = documents(yacht);
        ReloadJobs.Job job = watch.reload(yacht);
        return new ReloadAccepted(
                "The files are being read again; those that were read before are served until that is done.",
                documents,
                job.id());
    }

    /** @throws ProblemException {@code not_found} for a job that this caller did not ask for */
    ReloadReport report(UUID id, @Nullable YachtId yacht) {
        ReloadJobs.Job job = reloads.find(id, yacht)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no such reload; the last hundred are remembered."));
        List<SkippedFile> skipped = skipped(visible(yacht), yacht == null);
        return new ReloadReport(
                job.id(),
                job.status(),
                documents(yacht),
                skipped.size(),
                skipped.stream().limit(MOST_SKIPPED).toList(),
                job.error());
    }

    private int documents(@Nullable YachtId yacht) {
        return (int) visible(yacht).stream()
                .flatMap(shelf -> library.files(shelf).values().stream())
                .filter(file -> file.problem() == null)
                .count();
    }

    private static List<KnowledgeShelf> visible(@Nullable YachtId yacht) {
        return KnowledgeShelf.visibleTo(yacht, KnowledgeShelf.DEFAULT_COLLECTION);
    }

    /** @param operator also what belongs to nobody: its names may be of anybody */
    private List<SkippedFile> skipped(List<KnowledgeShelf> visible, boolean operator) {
        List<SkippedFile> skipped = new ArrayList<>();
        visible.forEach(shelf -> library.files(shelf).forEach((name, file) -> {
            String problem = file.problem();
            if (problem != null) {
                skipped.add(new SkippedFile(name, problem));
            }
        }));
        library.latest().ifPresent(scan -> {
            visible.forEach(shelf -> skipped.addAll(scan.skippedOf(shelf)));
            if (operator) {
                skipped.addAll(scan.misplaced());
            }
        });
        return skipped;
    }

    private List<String> degraded(int chunks, int vectors) {
        List<String> degraded = new ArrayList<>();
        if (vectors < chunks) {
            degraded.add("vectors_incomplete");
        }
        if (!library.folderThere()) {
            degraded.add("folder_unavailable");
        }
        IndexFolder.State store = library.builds().state();
        if (!store.asConfigured()) {
            degraded.add("store_unavailable");
        }
        return degraded;
    }
}
