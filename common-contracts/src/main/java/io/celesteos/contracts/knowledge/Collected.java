package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one scan has found so far, and how much each owner may still add. One thread. */
final class Collected {

    /** Of a shelf's reports; the rest is counted by whoever shows them. */
    private static final int MOST_REPORTS = 1_000;

    private final KnowledgeLimits limits;
    private final Map<KnowledgeShelf, Map<String, FoundFile>> files = new LinkedHashMap<>();
    private final Map<KnowledgeShelf, List<SkippedFile>> skipped = new LinkedHashMap<>();
    private final List<SkippedFile> misplaced = new ArrayList<>();
    private final Map<String, Used> byOwner = new HashMap<>();
    private final Set<YachtId> yachts = new HashSet<>();

    Collected(KnowledgeLimits limits) {
        this.limits = limits;
    }

    private static final class Used {
        private int entries;
        private int files;
        private long bytes;
        private boolean told;
    }

    /** Entries that the owner may still have looked at, and one that tells that there are more. */
    int room(@Nullable Placement here) {
        return Math.max(1, mostEntries() - used(here).entries + 1);
    }

    boolean mayLook(Placement here) {
        Used used = used(here);
        if (++used.entries <= mostEntries()) {
            return true;
        }
        if (!used.told) {
            used.told = true;
            skip(here, List.of("..."), "there are more entries than " + mostEntries() + "; the rest is not looked at");
        }
        return false;
    }

    /** Whether the folder's owner is among those that there is room for. */
    boolean mayOwn(Placement here) {
        YachtId owner = here.owner();
        return owner == null || yachts.contains(owner) || (yachts.size() < limits.maxYachts() && yachts.add(owner));
    }

    void add(Placement here, List<String> names, FoundFile file) {
        KnowledgeShelf shelf = here.shelf();
        Used used = used(here);
        if (shelf == null) {
            return;
        }
        if (used.files >= limits.maxFiles()) {
            skip(here, names, "is one file more than " + limits.maxFiles());
        } else if (used.bytes + file.bytes() > limits.maxTotalBytes()) {
            skip(here, names, "all files together would be more than " + limits.maxTotalBytes() + " bytes");
        } else if (files.computeIfAbsent(shelf, each -> new LinkedHashMap<>()).putIfAbsent(name(here, names), file)
                != null) {
            skip(here, names, "has a name that cannot be told from another one's");
        } else {
            used.files++;
            used.bytes += file.bytes();
        }
    }

    void skip(Placement here, List<String> names, String reason) {
        YachtId owner = here.owner();
        KnowledgeShelf shelf = here.shelf();
        if (shelf == null && owner != null) {
            shelf = new KnowledgeShelf(owner, KnowledgeShelf.DEFAULT_COLLECTION);
        }
        List<SkippedFile> reports =
                shelf == null ? misplaced : skipped.computeIfAbsent(shelf, each -> new ArrayList<>());
        if (reports.size() < MOST_REPORTS) {
            reports.add(new SkippedFile(name(here, names), reason));
        }
    }

    KnowledgeScan scan() {
        return new KnowledgeScan(files, skipped, misplaced);
    }

    /** Below the owner's own folder: a yacht's id says nothing to the yacht, and concerns nobody else. */
    private static String name(Placement here, List<String> names) {
        int from = here.owner() == null ? 0 : Math.min(2, names.size() - 1);
        return ShownName.of(String.join("/", names.subList(from, names.size())));
    }

    private Used used(@Nullable Placement here) {
        String owner = here == null || here.owner() == null ? "" : here.owner().toString();
        return byOwner.computeIfAbsent(owner, each -> new Used());
    }

    private int mostEntries() {
        return limits.maxFiles() * KnowledgeLimits.ENTRIES_A_FILE;
    }
}
