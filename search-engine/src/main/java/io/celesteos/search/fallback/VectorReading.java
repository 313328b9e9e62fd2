package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a yacht's vectors into memory: those that are not there yet, where there is room. Thread-safe. */
final class VectorReading {

    private static final Logger log = LoggerFactory.getLogger(VectorReading.class);

    /** So that an outage leaves the database's connections to others. */
    private static final int AT_ONCE = 2;

    private final FallbackVectors stored;
    private final int dimensions;
    private final Room room;
    private final Semaphore places = new Semaphore(AT_ONCE);

    VectorReading(FallbackVectors stored, EmbeddingSpace space, Room room) {
        this.stored = stored;
        this.dimensions = space.dimensions();
        this.room = room;
    }

    /** To begin with, and where nothing could be read: the next look makes more of it. */
    HeldYacht nothing(long now) {
        return nothing(HeldYacht.NO_EDITION, now);
    }

    /** What has become of it; empty where nothing has, or where there is no room for what is new now. */
    Optional<HeldYacht> next(YachtId yacht, HeldYacht before, long now) {
        places.acquireUninterruptibly();
        try {
            // The edition first: what is added meanwhile is seen at the next look.
            String edition = stored.edition(yacht);
            return edition.equals(before.edition()) ? Optional.empty() : read(yacht, before.vectors(), edition, now);
        } finally {
            places.release();
        }
    }

    private Optional<HeldYacht> read(YachtId yacht, PackedVectors vectors, String edition, long now) {
        if (tooMuch(yacht, stored.count(yacht))) {
            return Optional.of(nothing(edition, now));
        }
        Set<UUID> gone = vectors.chunks();
        List<UUID> missing = new ArrayList<>();
        stored.versions(yacht, (chunk, version) -> {
            if (vectors.has(chunk, version)) {
                gone.remove(chunk);
            } else {
                missing.add(chunk);
            }
        });
        if (tooMuch(yacht, vectors.size() - gone.size() + missing.size())) {
            return Optional.of(nothing(edition, now));
        }
        long needed = PackedVectors.bytes(missing.size(), dimensions);
        if (!room.take(yacht, needed)) {
            log.debug("There is no room for the fallback vectors of yacht {} now", yacht);
            // What never fits beside what it replaces is read anew as a whole.
            return room.everHolds(vectors.bytes() + needed) ? Optional.empty() : Optional.of(nothing(now));
        }
        PackedVectors fresh = new PackedVectors(dimensions);
        stored.each(yacht, missing, fresh::add);
        vectors.renew(fresh, gone);
        return Optional.of(new HeldYacht(vectors, true, edition, new AtomicLong(now)));
    }

    private boolean tooMuch(YachtId yacht, int count) {
        long needed = PackedVectors.bytes(count, dimensions);
        if (room.everHolds(needed)) {
            return false;
        }
        log.warn(
                "The fallback vectors of yacht {} need {} bytes, more than search.fallback-embedding.memory: raise"
                        + " it or ask for fewer dimensions",
                yacht,
                needed);
        return true;
    }

    private HeldYacht nothing(String edition, long now) {
        return new HeldYacht(new PackedVectors(dimensions), false, edition, new AtomicLong(now));
    }
}
