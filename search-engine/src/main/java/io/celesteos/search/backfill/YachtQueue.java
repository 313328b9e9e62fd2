package io.celesteos.search.backfill;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Yachts with work, each at most once: bounded by the fleet. Thread-safe. */
final class YachtQueue {

    private final SequencedSet<YachtId> waiting = new LinkedHashSet<>();

    synchronized void add(YachtId yacht) {
        if (waiting.add(yacht)) {
            notifyAll();
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized YachtId take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.removeFirst();
    }
}
