package io.celesteos.gateway.limits;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/**
 * How a caller stands after a request was counted, or refused.
 *
 * @param allowed whether the units were there, in all buckets; else none was taken from any
 * @param after until they will be; zero when allowed
 */
record Standing(boolean allowed, List<Bucket.Level> levels, Duration after) {

    static final String REMAINING = "X-RateLimit-Remaining";

    Standing {
        levels = List.copyOf(levels);
    }

    /** Of the bucket that has the least. */
    long remaining() {
        return levels.stream().mapToLong(Bucket.Level::remaining).min().orElse(0);
    }

    /** The bucket that has the least. */
    String tightest() {
        return levels.stream()
                .min(Comparator.comparingLong(Bucket.Level::remaining))
                .map(level -> level.bucket().name())
                .orElse("none");
    }

    /** {@code RateLimit-Policy} and {@code RateLimit} as draft-ietf-httpapi-ratelimit-headers-11 has them. */
    void writeTo(HttpHeaders headers) {
        headers.set(
                "RateLimit-Policy",
                levels.stream().map(level -> level.bucket().policy()).collect(Collectors.joining(", ")));
        headers.set("RateLimit", levels.stream().map(Bucket.Level::told).collect(Collectors.joining(", ")));
        headers.set(REMAINING, Long.toString(remaining()));
    }
}
