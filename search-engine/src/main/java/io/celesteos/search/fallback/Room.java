package io.celesteos.search.fallback;

import com.github.benmanes.caffeine.cache.Cache;
import io.celesteos.contracts.tenancy.YachtId;
import java.util.HashMap;
import java.util.Map;

/**
 * One bound for the bytes of all vectors, those that are held and those that are being read. Whoever was searched
 * longest ago makes room; what is being read does not. Thread-safe.
 */
final class Room {

    private final long most;
    private final Cache<YachtId, HeldYacht> held;
    private final Map<YachtId, Long> reading = new HashMap<>();

    Room(long most, Cache<YachtId, HeldYacht> held) {
        this.most = most;
        this.held = held;
    }

    boolean everHolds(long bytes) {
        return bytes <= most;
    }

    /** False while the yacht is being read already; or else it keeps what it has until {@link #end}. */
    synchronized boolean begin(YachtId yacht) {
        return reading.putIfAbsent(yacht, 0L) == null;
    }

    /** Sets so many bytes aside beside those the yacht has; false when there is no room for them now. */
    synchronized boolean take(YachtId yacht, long bytes) {
        while (bytes() + bytes > most) {
            if (!makeRoom()) {
                return false;
            }
        }
        reading.put(yacht, bytes);
        return true;
    }

    /** What was read is held by now, or nowhere. */
    synchronized void end(YachtId yacht) {
        reading.remove(yacht);
    }

    synchronized long bytes() {
        long read = reading.values().stream().mapToLong(Long::longValue).sum();
        return read
                + held.asMap().values().stream()
                        .mapToLong(each -> each.vectors().bytes())
                        .sum();
    }

    private boolean makeRoom() {
        var oldest = held.policy().expireAfterAccess().orElseThrow().oldest(Integer.MAX_VALUE);
        for (Map.Entry<YachtId, HeldYacht> each : oldest.entrySet()) {
            if (each.getValue().vectors().size() > 0 && !reading.containsKey(each.getKey())) {
                held.invalidate(each.getKey());
                return true;
            }
        }
        return false;
    }
}
