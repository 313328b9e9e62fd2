package io.celesteos.streaming.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one stream has said so far, and who follows it. One thread writes, any number read. Thread-safe.
 *
 * <p>It is bounded: beyond that it is given up, and whoever followed it has to ask anew.
 */
final class StreamRecord {

    private final RecordKey key;
    private final long maxWeight;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long weight;
    /** The caller it was begun for is the first. */
    private int followers = 1;

    private long unfollowedSince;
    private boolean over;
    private boolean givenUp;

    StreamRecord(RecordKey key, long maxWeight) {
        this.key = key;
        this.maxWeight = maxWeight;
    }

    RecordKey key() {
        return key;
    }

    /** @return what it takes more in memory now; negative when it was given up */
    long append(RecordedEvent event) {
        lock.lock();
        try {
            if (over) {
                return 0;
            }
            if (weight + event.weight() > maxWeight) {
                events.clear();
                return -forget();
            }
            events.add(event);
            weight += event.weight();
            over = event.last();
            changed.signalAll();
            return event.weight();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody can ask for it any more, and who follows gets what there is. @return what that frees in memory */
    long forget() {
        lock.lock();
        try {
            long freed = weight;
            over = true;
            givenUp = true;
            weight = 0;
            changed.signalAll();
            return freed;
        } finally {
            lock.unlock();
        }
    }

    /** Events after that number, waiting for one if need be. */
    List<RecordedEvent> after(long number, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (events.size() <= number && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            return number >= events.size()
                    ? List.of()
                    : List.copyOf(events.subList(Math.toIntExact(number), events.size()));
        } finally {
            lock.unlock();
        }
    }

    /** Whether no event comes after that number. */
    boolean overAt(long number) {
        lock.lock();
        try {
            return over && number >= events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it can be read from any number on. */
    boolean whole() {
        lock.lock();
        try {
            return !givenUp;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its last event is in it. */
    boolean ended() {
        lock.lock();
        try {
            return over && !givenUp;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    void follow() {
        lock.lock();
        try {
            followers++;
        } finally {
            lock.unlock();
        }
    }

    void unfollow(long now) {
        lock.lock();
        try {
            followers--;
            unfollowedSince = now;
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody follows, or has until less than {@code grace} ago. */
    boolean followed(Duration grace, long now) {
        lock.lock();
        try {
            return followers > 0 || now - unfollowedSince < grace.toNanos();
        } finally {
            lock.unlock();
        }
    }
}
