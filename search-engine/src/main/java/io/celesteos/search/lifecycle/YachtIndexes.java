package io.celesteos.search.lifecycle;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.request.RequestContext;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.retrieval.IndexSnapshot;
import io.celesteos.search.retrieval.SnapshotSource;
import io.celesteos.search.tenancy.Watermark;
import io.celesteos.search.tenancy.YachtRoster.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of all active yachts: which are open, which sleep, and who has to go when memory is short.
 *
 * <p>At the start yachts are opened one after the other until the budget is used up; the others sleep until
 * somebody asks. What is open follows the database; what was used least recently, and never what is being
 * searched in, is closed when the open ones outgrow the budget. Thread-safe.
 */
final class YachtIndexes implements SnapshotSource {

    /** Where nothing is rebuilt for its age: what a tenth of is waited after a switch of spaces failed. */
    private static final Duration SPACE_RETRY = Duration.ofMinutes(5);

    private final ConcurrentMap<YachtId, YachtSlot> slots = new ConcurrentHashMap<>();
    private final CorpusReader corpus;
    private final IndexBuilds builds;
    private final IndexWorkers workers;
    private final LifecycleProperties properties;
    private final long budget;

    YachtIndexes(
            CorpusReader corpus,
            IndexBuilds builds,
            IndexWorkers workers,
            LifecycleProperties properties,
            long budget) {
        this.corpus = corpus;
        this.builds = builds;
        this.workers = workers;
        this.properties = properties;
        this.budget = budget;
    }

    @Override
    public IndexSnapshot acquire(YachtId yacht) {
        YachtSlot slot = slots.get(yacht);
        IndexSnapshot snapshot = slot == null ? null : acquire(slot);
        if (snapshot == null) {
            throw ProblemException.retryLater(
                    ProblemType.STARTING,
                    "The index of this yacht is still loading; try again shortly.",
                    properties.retryAfter());
        }
        return snapshot;
    }

    private @Nullable IndexSnapshot acquire(YachtSlot slot) {
        slot.touch();
        long wish = slot.wish();
        IndexSnapshot snapshot = slot.index().acquire();
        if (snapshot != null) {
            slot.met(wish);
            return snapshot;
        }
        slot.want();
        open(slot);
        if (slot.reopensFromDisk()) {
            slot.awaitOpen(RequestContext.current().deadline().atMost(properties.openWait()));
        }
        return slot.index().acquire();
    }

    /** Brings what is open up to date with these standings, in the background; returns at once. */
    void follow(Map<YachtId, Standing> standings) {
        retire(standings);
        standings.forEach((yacht, standing) -> {
            if (standing.active()) {
                follow(slots.computeIfAbsent(yacht, this::slot), standing.stored());
            }
        });
        makeRoom();
    }

    private YachtSlot slot(YachtId yacht) {
        return new YachtSlot(new YachtIndex(yacht, corpus, builds, properties.batch()), builds.bytesOnDisk(yacht) > 0);
    }

    private void follow(YachtSlot slot, Watermark stored) {
        YachtIndex index = slot.index();
        slot.note(stored);
        if (!index.loaded()) {
            if (slot.asleep()) {
                tellChanged(slot, stored);
            } else {
                open(slot);
            }
            return;
        }
        if (index.behind(stored)) {
            if (slot.mayTry()) {
                workers.follow(slot, this::makeRoom);
            }
        } else if (index.commitDue(properties.commitInterval())) {
            workers.commit(slot);
        }
        // Also of what is behind: a yacht that is written to all the time is rebuilt like any other.
        if (rebuildDue(slot)) {
            workers.rebuild(slot, properties.rebuild().isZero() ? SPACE_RETRY : properties.rebuild());
        }
    }

    /** Spread over half the interval by the yacht's id: a fleet must not rebuild as one. */
    private boolean rebuildDue(YachtSlot slot) {
        int spread = Math.floorMod(slot.index().yacht().hashCode(), 1_000);
        Duration age = properties.rebuild().multipliedBy(750L + spread / 2).dividedBy(1_000);
        return slot.index().rebuildDue(age);
    }

    /**
     * Has the yacht's index built anew beside the serving one and put in its place, in the background.
     *
     * @throws ProblemException {@code starting} when it is not open, {@code conflict} when it is being rebuilt
     */
    IndexReport rebuild(YachtId yacht) {
        acquire(yacht).close();
        YachtSlot slot = slots.get(yacht);
        if (slot == null || !workers.rebuildAsked(slot, new AskedRebuild(UUID.randomUUID(), builds.clock()))) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The index of this yacht is being rebuilt already; follow that one.");
        }
        return IndexReport.of(slot);
    }

    /** @throws ProblemException {@code starting} when the yacht has only just been added */
    IndexReport report(YachtId yacht) {
        YachtSlot slot = slots.get(yacht);
        if (slot == null) {
            throw ProblemException.retryLater(
                    ProblemType.STARTING,
                    "This yacht's index is not known yet; try again shortly.",
                    properties.retryAfter());
        }
        return IndexReport.of(slot);
    }

    private void tellChanged(YachtSlot slot, Watermark stored) {
        if (slot.tellOnce(stored)) {
            workers.changed(slot.index().yacht());
        }
    }

    private void open(YachtSlot slot) {
        if (!slot.mayTry()) {
            return;
        }
        workers.open(slot, () -> slot.wanted() || hasRoomFor(slot), this::makeRoom);
    }

    /** Whether the yacht may be opened without anybody having asked. */
    private boolean hasRoomFor(YachtSlot slot) {
        long open = bytes();
        return open == 0 || open + builds.bytesOnDisk(slot.index().yacht()) <= budget && open < budget;
    }

    /** Closes what was used least recently until the rest fits; what is in use or worked on stays. */
    synchronized void makeRoom() {
        List<YachtSlot> open = slots.values().stream()
                .filter(slot -> slot.index().loaded())
                .sorted(Comparator.comparingLong(YachtSlot::idleNanos).reversed())
                .toList();
        long bytes = bytes();
        int left = open.size();
        for (YachtSlot slot : open) {
            if (bytes <= budget || left == 1) {
                return;
            }
            long freed = slot.index().bytes();
            if (workers.evict(slot)) {
                bytes -= freed;
                left--;
                if (slot.wanted()) {
                    // Asked for while it was being closed, when nobody else could open it.
                    open(slot);
                }
            }
        }
    }

    /** Forgets suspended and deleted yachts; of deleted ones nothing stays on disk. */
    private void retire(Map<YachtId, Standing> standings) {
        slots.forEach((yacht, slot) -> {
            Standing standing = standings.get(yacht);
            if (standing == null || !standing.active()) {
                slots.remove(yacht);
                workers.retire(slot, standing == null);
            }
        });
    }

    /**
     * Whether every one of these yachts is open, or sleeps because others fill the budget. One that cannot be
     * read must not keep the others from being served.
     */
    boolean settled(Collection<YachtId> yachts) {
        return yachts.stream().allMatch(yacht -> {
            YachtSlot slot = slots.get(yacht);
            return slot == null || slot.index().loaded() || slot.asleep() || slot.failsAgainAndAgain();
        });
    }

    boolean open(YachtId yacht) {
        YachtSlot slot = slots.get(yacht);
        return slot != null && slot.index().loaded();
    }

    Set<YachtId> known() {
        return Set.copyOf(slots.keySet());
    }

    IndexesState state() {
        Duration lag = slots.values().stream()
                .map(YachtSlot::lag)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        int open = (int)
                slots.values().stream().filter(slot -> slot.index().loaded()).count();
        return new IndexesState(slots.size(), open, bytes(), budget, lag);
    }

    private long bytes() {
        return slots.values().stream().mapToLong(slot -> slot.index().bytes()).sum();
    }

    /** Commits and closes everything. */
    void close() {
        slots.values().forEach(slot -> slot.index().shut());
        workers.close();
        // What is still being worked on stays as it was last committed: closing it would mean waiting.
        slots.values().stream()
                .filter(YachtSlot::beginWork)
                .forEach(slot -> slot.index().close(true));
        slots.clear();
    }
}
