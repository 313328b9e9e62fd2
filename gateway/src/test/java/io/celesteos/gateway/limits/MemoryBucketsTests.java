package io.celesteos.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.gateway.stack.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class MemoryBucketsTests {

    private static final List<String> HERE = List.of("yacht", "key");
    private static final List<String> OTHER_KEY = List.of("yacht", "other key");
    private static final List<String> OTHER_YACHT = List.of("other yacht", "key of it");

    private final MovableClock clock = new MovableClock();
    private final MemoryBuckets memory = new MemoryBuckets(1000, Duration.ofMinutes(1), clock);
    private final List<Bucket> buckets = List.of(new Bucket("yacht", 10, 2), new Bucket("key", 6, 1));

    @Test
    void aBucketLetsItsBurstThroughAndThenWhatComesBack() {
        for (int i = 1; i <= 6; i++) {
            assertThat(memory.take(HERE, buckets, 1).remaining()).isEqualTo(6 - i);
        }
        Standing refused = memory.take(HERE, buckets, 1);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.after()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.tightest()).isEqualTo("key");
        clock.forward(Duration.ofMillis(999));
        assertThat(memory.take(HERE, buckets, 1).allowed()).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(memory.take(HERE, buckets, 1).allowed()).isTrue();
        assertThat(memory.take(HERE, buckets, 1).allowed()).isFalse();
    }

    @Test
    void whatOneBucketRefusesTheOtherDoesNotLose() {
        memory.take(HERE, buckets, 6);
        for (int i = 0; i < 20; i++) {
            assertThat(memory.take(HERE, buckets, 1).allowed()).isFalse();
        }
        assertThat(memory.take(OTHER_KEY, buckets, 4).allowed()).isTrue();
        assertThat(memory.take(OTHER_KEY, buckets, 1).tightest()).isEqualTo("yacht");
    }

    @Test
    void anotherYachtHasBucketsOfItsOwn() {
        memory.take(HERE, buckets, 6);
        memory.take(OTHER_KEY, buckets, 4);
        assertThat(memory.take(HERE, buckets, 1).allowed()).isFalse();
        assertThat(memory.take(OTHER_YACHT, buckets, 6).allowed()).isTrue();
    }

    @Test
    void whatCostsMoreThanABucketHoldsCostsTheWholeBucket() {
        assertThat(memory.take(HERE, buckets, 1_000).allowed()).isTrue();
        Standing refused = memory.take(HERE, buckets, 1_000);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.after()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whatIsFreeIsLetThroughAnEmptyBucket() {
        memory.take(HERE, buckets, 6);
        assertThat(memory.take(HERE, buckets, 0).allowed()).isTrue();
    }

    @Test
    void aClockSetBackDelaysNobodyForLongerThanABucketTakesToFill() {
        memory.take(HERE, buckets, 6);
        clock.forward(Duration.ofHours(-5));
        assertThat(memory.take(HERE, buckets, 1).after()).isLessThanOrEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theHeadersTellBothPoliciesAndWhatIsLeft() {
        var headers = new HttpHeaders();
        memory.take(HERE, buckets, 3).writeTo(headers);
        assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"yacht\";q=10;w=5, \"key\";q=6;w=6");
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"yacht\";r=7;t=2, \"key\";r=3;t=3");
        assertThat(headers.getFirst("X-RateLimit-Remaining")).isEqualTo("3");
    }
}
