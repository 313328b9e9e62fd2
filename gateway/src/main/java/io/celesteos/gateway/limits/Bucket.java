package io.celesteos.gateway.limits;

/**
 * A token bucket, kept as one moment (the generic cell rate algorithm, ATM Forum TM 4.0, section 4.4.2): the time at
 * which it will be full again. Each unit moves that time by {@code microsPerUnit}; it may be at most
 * {@code burst} units ahead of now.
 *
 * @param name in {@code RateLimit-Policy}
 * @param burst units of the full bucket
 * @param perSecond units that come back each second
 */
record Bucket(String name, long burst, double perSecond) {

    double microsPerUnit() {
        return 1e6 / perSecond;
    }

    /** Microseconds from empty to full. */
    double spanMicros() {
        return burst * microsPerUnit();
    }

    /** Seconds from empty to full, at least 1. */
    long windowSeconds() {
        return Math.max(1, (long) Math.ceil(spanMicros() / 1e6));
    }

    /** One item of {@code RateLimit-Policy}. */
    String policy() {
        return '"' + name + "\";q=" + burst + ";w=" + windowSeconds();
    }

    /** What is left when the bucket will be full at {@code fullAt}; both in microseconds. */
    Level level(double fullAt, double now) {
        double ahead = Math.max(0, fullAt - now);
        return new Level(this, Math.max(0, (long) Math.floor((spanMicros() - ahead) / microsPerUnit() + 1e-6)), (long)
                Math.ceil(ahead / 1e6));
    }

    /**
     * @param remaining units that could be taken now
     * @param fullInSeconds until it is full again
     */
    record Level(Bucket bucket, long remaining, long fullInSeconds) {

        /** One item of {@code RateLimit}. */
        String told() {
            return '"' + bucket.name() + "\";r=" + remaining + ";t=" + fullInSeconds;
        }
    }
}
