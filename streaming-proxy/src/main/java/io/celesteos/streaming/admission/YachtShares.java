package io.celesteos.streaming.admission;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What each yacht has in work and has begun of late. Thread-safe. */
final class YachtShares {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Yachts remembered before those without a stream are looked over for ones that can be forgotten. */
    private static final int MANY = 10_000;

    private final AdmissionProperties properties;
    private final LongSupplier nanos;
    private final Map<YachtId, Share> shares = new HashMap<>();

    YachtShares(AdmissionProperties properties, LongSupplier nanos) {
        this.properties = properties;
        this.nanos = nanos;
    }

    /**
     * Counts one more query in work.
     *
     * @return how many more the yacht may begin in this minute
     * @throws ProblemException {@code rate_limited}
     */
    synchronized int enter(YachtId yacht) {
        long now = nanos.getAsLong();
        if (shares.size() >= MANY) {
            forgetTheIdle(now);
        }
        Share share = shares.computeIfAbsent(
                yacht, unseen -> new Share(new TokenBucket(properties.newStreamsPerMinute(), MINUTE, now)));
        if (share.open >= properties.maxStreamsPerYacht()) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "This yacht has " + share.open
                            + " queries in work, which is the most at once. Wait for one to end.",
                    properties.retryAfter());
        }
        if (!share.begun.take(now)) {
            throw ProblemException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "This yacht has begun " + properties.newStreamsPerMinute() + " queries in a minute, which is the"
                            + " most. Try again after the time in Retry-After.",
                    share.begun.untilNext());
        }
        share.open++;
        return share.begun.left();
    }

    synchronized void leave(YachtId yacht) {
        Share share = shares.get(yacht);
        if (share != null) {
            share.open--;
        }
    }

    synchronized int known() {
        return shares.size();
    }

    /** Whoever has nothing in work and could begin as much as a newcomer is as good as unknown. */
    private void forgetTheIdle(long now) {
        shares.values().removeIf(share -> share.open == 0 && share.begun.full(now));
        if (shares.size() >= MANY) {
            // So many in one minute: rather forget what they have begun than grow without end.
            shares.values().removeIf(share -> share.open == 0);
        }
    }

    private static final class Share {
        private final TokenBucket begun;
        private int open;

        Share(TokenBucket begun) {
            this.begun = begun;
        }
    }
}
